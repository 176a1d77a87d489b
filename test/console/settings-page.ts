import { expect, it } from 'vitest'
import { reads, seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function settingsTests(stage: () => Stage): void {
  it('makes a key that is shown once, and revokes it', async () => {
    const page = await stage().open('admin', '/settings?tab=keys')
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByLabel('Application').fill('short-lived')
    await page.getByRole('button', { name: 'Make it' }).click()
    const secret = (await page.getByRole('dialog', { name: 'The key' }).locator('code').textContent()) ?? ''
    expect(await stage().call('AccessService/WhoAmI', {}, secret)).toMatchObject({
      application: 'short-lived',
      role: 'viewer',
    })
    await page.getByRole('button', { name: 'Done' }).click()
    const row = page.getByRole('row', { name: /short-lived/ })
    await row.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await reads(row, /revoked/)
  })

  it('declares an action with a schema', async () => {
    const page = await stage().open('operator', '/settings?tab=actions')
    await page.getByRole('button', { name: 'Declare an action' }).click()
    await page.getByLabel('Name').fill('lock')
    await page.getByRole('button', { name: 'Save' }).click()
    await seen(page.getByText('lock', { exact: true }))
    await page.getByRole('button', { name: 'Delete' }).click()
    await seen(page.getByText('None is declared'))
  })

  it('shows retention, what is in effect, and limits', async () => {
    const page = await stage().open('admin', '/settings?tab=configuration')
    await reads(page.locator('.facts'), /Messages that have ended30 days/)
    await page.getByLabel('Find a setting').fill('sweepMs')
    await reads(page.getByRole('row', { name: /sweepMs/ }), /50 ms.*set.*250/)
    await page.getByRole('link', { name: 'Limits' }).click()
    await seen(page.getByText('CONTENT_BYTES_MAX'))
  })
}
