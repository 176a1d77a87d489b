import { expect, it } from 'vitest'
import { createSotto } from '../../clients/sdk/index.ts'
import { eventually } from '../support/eventually.ts'
import { isLive, reads, seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function hooksTests(stage: () => Stage): void {
  it('tails what happens, narrowed by a filter, and begins again at a point in the past', async () => {
    const [device = '', other = ''] = stage().fleet.names
    for (let i = 0; i < 3; i++) await stage().submit('lock', [device])
    const filter = { deviceId: device, action: 'lock', statuses: ['STATUS_SUCCEEDED'] }
    await eventually(
      () => stage().call<{ count: number }>('SearchService/CountMessages', { filter }),
      ({ count }) => count >= 3,
    )
    const page = await stage().open('viewer', `/hooks?device=${device}&kind=succeeded`)
    await isLive(page)
    await seen(page.getByText('Listening'))
    await stage().submit('lock', [other])
    const [messageId] = await stage().submit('lock', [device])
    const row = page.locator('.list-body .row')
    await seen(row.getByText('succeeded'))
    expect(await row.allTextContents()).toEqual([expect.stringContaining(device)])
    expect(await row.getByRole('link').getAttribute('href')).toBe(`/messages/${messageId}`)

    await page.getByLabel('Where to begin').selectOption('earliest')
    await seen(page.getByRole('heading', { name: 'Replay' }))
    await eventually(
      () => row.count(),
      (count) => count > 2,
    )
  })

  it('lists subscriptions with members, lag and state, and moves the cursor of one that nobody reads', async () => {
    const { deployment, keys } = stage()
    const sotto = createSotto({ address: deployment.grpc, key: keys.operator })
    const watch = sotto.watch({ subscription: 'ledger', member: 'w1' })
    const page = await stage().open('operator', '/hooks')
    const asked: string[] = []
    page.on('request', (request) => void (request.url().includes('ListSubscriptions') && asked.push(request.url())))
    const row = page.getByRole('row', { name: /^ledger/ })
    await reads(row, /w1.*reading/)
    await reads(page.getByRole('row', { name: /night-desk/ }), /night-desk/)
    await watch.close()
    await reads(row, /nobody.*idle/)
    await row.getByRole('button', { name: 'Move the cursor of ledger' }).click()
    await page.getByLabel('the oldest event that is kept').check()
    await page.getByRole('button', { name: 'Move it' }).click()
    await seen(page.getByText('ledger goes on from there.'))
    await reads(row, /idle[1-9]\d* events/)
    // All of it came by the page's stream.
    expect(asked).toEqual([])
    await sotto.close()
  })
}
