import { expect, it } from 'vitest'
import { isLive, reads, seen } from './seen.ts'
import { ABSENT, type Stage } from './stage.ts'

export function overviewTests(stage: () => Stage): void {
  it('shows how it stands, and what happens meanwhile, without being loaded again', async () => {
    const { fleet } = stage()
    const page = await stage().open('viewer', '/')
    await reads(page.getByRole('link', { name: /^Devices online/ }), new RegExp(`${fleet.names.length}of`))
    await isLive(page)
    const statuses = page.locator('.card', { has: page.getByRole('heading', { name: 'Messages by status' }) })

    await stage().submit('lock', fleet.names.slice(0, 30))
    await stage().submit('update-app', fleet.names.slice(0, 4))
    await stage().submit('lock', ABSENT)
    await reads(statuses.getByRole('link', { name: /succeeded/ }), /succeeded(3\d|[4-9]\d|\d{3})/)
    await reads(page.getByRole('link', { name: /^Waiting/ }), /Waiting3/)
    await seen(page.getByRole('link', { name: /PROGRAM_EXIT/ }))

    await statuses.getByRole('link', { name: /failed/ }).click()
    await seen(page.getByRole('heading', { name: 'Messages' }))
    expect(page.url()).toContain('statuses=failed')
  })

  it('draws the rates and each leg', async () => {
    const page = await stage().open('viewer', '/')
    for (const title of ['Messages a second', 'Backlog', 'Submit → sent', 'Sent → received', 'Received → result'])
      await seen(page.getByText(title, { exact: true }))
    expect(await page.locator('.plot canvas').count()).toBe(6)
    await reads(page.locator('.chart', { hasText: 'Submit → result' }), /p50 [\d.]+ (ms|s)/)
  })
}
