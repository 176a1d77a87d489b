import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function auditTests(stage: () => Stage): void {
  it('shows who did what, every refused attempt too, and gives it as a file', async () => {
    await stage()
      .call('CommandService/Submit', { action: 'lock', devices: ['x'] }, stage().keys.viewer)
      .catch(() => undefined)
    const page = await stage().open('viewer', '/audit')
    const rows = page.locator('.list-body .row')
    await page.getByLabel('What').fill('key.')
    await page.getByRole('button', { name: 'Filter' }).click()
    await seen(rows.getByText('key.create'))
    await page.getByLabel('What').fill('CommandService/')
    await page.getByRole('button', { name: 'Filter' }).click()
    await seen(rows.getByText('CommandService/Submit'))
    await page.getByLabel('Outcome').selectOption('REFUSED')
    await eventually(
      () => rows.allTextContents(),
      (texts) => texts.length > 0 && texts.every((text) => text.includes('PERMISSION_DENIED')),
    )
    expect(new URL(page.url()).search).toBe('?what=CommandService%2F&outcome=REFUSED')

    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    const text = readFileSync(await download.path(), 'utf8')
    expect(text).toMatch(/^entryId,at,actor,what,about,outcome,detail\r\n/)
    expect(text).toContain('"CommandService/Submit"')
  })
}
