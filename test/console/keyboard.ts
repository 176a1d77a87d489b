import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { reads, seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function keyboardTests(stage: () => Stage): void {
  it('goes to pages, searches, shows its keys, walks through rows', async () => {
    const device = stage().fleet.names[7]!
    const page = await stage().open('viewer', '/')
    await seen(page.getByRole('heading', { name: 'Overview' }))
    await page.keyboard.press('?')
    await seen(page.getByRole('dialog', { name: 'Keyboard' }))
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await seen(page.getByRole('heading', { name: 'Messages' }))
    await seen(page.locator('.list-body .row'))
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await reads(page.locator('.row:focus-within'), /ago/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/messages\/m/)

    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill(device)
    await seen(page.getByRole('option', { name: new RegExp(device) }))
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/devices/${device}`)
    await eventually(
      () => page.title(),
      (title) => title === `${device} · Sotto`,
    )
  })

  it('keeps the theme and the density that were chosen', async () => {
    const page = await stage().open('viewer', '/devices')
    await page.getByRole('button', { name: 'Theme: system' }).click()
    await page.getByRole('button', { name: 'Theme: light' }).click()
    await page.getByRole('button', { name: 'Rows: comfortable' }).click()
    await page.reload()
    await seen(page.getByRole('button', { name: 'Theme: dark' }))
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.locator('html').getAttribute('data-density')).toBe('compact')
  })
}
