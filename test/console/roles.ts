import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { seen } from './seen.ts'
import type { Stage } from './stage.ts'

/** Everything that changes something, by the words on it. */
const ACTS =
  /^(Act on all|Cancel|Send|Enrol|Revoke|Close its|Make a|Declare|Change$|Delete$|Stop$|Move the cursor|Delete )/

export function roleTests(stage: () => Stage): void {
  const actsOn = async (page: Page): Promise<string[]> =>
    (await page.getByRole('button').allTextContents()).filter((text) => ACTS.test(text))

  it('offers a viewer nothing that a viewer may not do, and the gateway refuses it all the same', async () => {
    const { fleet, deployment } = stage()
    const [messageId = ''] = await stage().submit('watch', [fleet.names[3]!])
    const page = await stage().open('viewer', '/messages?action=watch')
    const addresses = [
      '/messages?action=watch',
      `/messages/${messageId}`,
      '/devices',
      `/devices/${fleet.names[3]}`,
      '/hooks',
      '/settings',
    ]
    for (const address of addresses) {
      await page.goto(address)
      await seen(page.getByRole('heading', { level: 1 }))
      await seen(page.locator('.row, .facts, .bars, .card'))
      expect(await actsOn(page)).toEqual([])
    }
    expect(await page.getByRole('link', { name: 'Keys' }).count()).toBe(0)
    const refused = await page.context().request.post('/sotto.v1.CommandService/Cancel', {
      data: { messageId },
      headers: { origin: deployment.http },
    })
    expect(refused.status()).toBe(403)
    expect(await refused.json()).toMatchObject({ reason: 'PERMISSION_DENIED' })
    await stage().call('CommandService/Cancel', { messageId })
  })

  it('[A3] shows somebody of another tenant nothing of ours', async () => {
    const { fleet } = stage()
    const [messageId = ''] = await stage().submit('lock', [fleet.names[5]!])
    const page = await stage().open('foreigner', '/')
    await seen(page.getByText('No messages yet'))
    await page.goto('/messages')
    await seen(page.getByText('No messages yet'))
    await page.goto('/devices')
    await seen(page.getByText('No devices yet'))
    await page.goto(`/messages/${messageId}`)
    await seen(page.getByText('Not here'))
    await page.goto(`/devices/${fleet.names[5]}`)
    await seen(page.getByText('Not here'))
    await page.goto('/hooks?from=earliest')
    await seen(page.getByText('Listening'))
    await page.goto('/audit')
    await seen(page.getByText(/that is all that is kept|No entry matches/))
    expect(await page.locator('.list-body').textContent()).not.toContain('night-desk')
  })
}
