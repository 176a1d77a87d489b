import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { gone, isLive, reads, seen } from './seen.ts'
import { ABSENT, type Stage } from './stage.ts'

export function messagesTests(stage: () => Stage): void {
  const rows = (page: Page) => page.locator('.list-body .row')

  it('finds by what was added as a filter, and an address with the same words shows the same', async () => {
    const { fleet } = stage()
    await stage().submit('wipe', fleet.names.slice(0, 3))
    const page = await stage().open('viewer', '/messages')
    await page.getByRole('button', { name: 'Add a filter' }).click()
    await page.getByRole('button', { name: 'Action' }).click()
    await page.getByLabel('Action', { exact: true }).fill('wipe')
    await page.getByRole('button', { name: 'Apply' }).click()
    await eventually(
      () => rows(page).count(),
      (count) => count === 3,
    )
    expect(new URL(page.url()).search).toBe('?action=wipe')

    await page.getByRole('button', { name: 'Add a filter' }).click()
    await page.getByRole('button', { name: 'Status' }).click()
    await page.getByLabel('succeeded').check()
    await page.getByRole('button', { name: 'Apply' }).click()
    await seen(page.getByText('Nothing matches'))

    const other = await stage().open('viewer', '/messages?action=wipe&statuses=rejected')
    await eventually(
      () => rows(other).count(),
      (count) => count === 3,
    )
    await seen(rows(other).getByText('NOT_ALLOWED'))
  })

  it('changes rows as their messages change, and says how many are new', async () => {
    const [device = ''] = stage().fleet.names
    const page = await stage().open('viewer', `/messages?deviceId=${device}&action=watch`)
    await isLive(page)
    const [messageId] = await stage().submit('watch', [device])
    await page.getByRole('button', { name: '1 new message' }).click()
    await seen(rows(page).getByText('running'))
    await stage().call('CommandService/Cancel', { messageId })
    await seen(rows(page).getByText('canceled', { exact: true }))
  })

  it('saves a filter as a view, for oneself, and forgets it', async () => {
    const page = await stage().open('viewer', '/messages?action=lock&statuses=queued')
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByLabel('Name of the view').fill('Locks that wait')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const tab = page.getByRole('link', { name: 'Locks that wait' })
    await seen(tab)
    await page.getByRole('link', { name: 'All', exact: true }).click()
    await tab.click()
    expect(new URL(page.url()).search).toBe('?statuses=queued&action=lock')
    await page.getByRole('button', { name: 'Delete the view Locks that wait' }).click()
    await gone(tab)
  })

  it('cancels all that a filter finds, with the count before and the progress after', async () => {
    await stage().submit('locate', ABSENT, { tags: ['bulk'] })
    await stage().submit('locate', ABSENT)
    const page = await stage().open('operator', '/messages?action=locate&statuses=queued')
    await eventually(
      () => rows(page).count(),
      (count) => count === 6,
    )
    await page.getByRole('button', { name: 'Act on all that is found' }).click()
    await page.getByRole('button', { name: 'Cancel all that are open' }).click()
    await page.getByRole('button', { name: 'Cancel: 6 messages' }).click()
    await reads(page.getByRole('list', { name: 'Bulk operations' }), /Done.*6 of 6 messages/)
    await eventually(
      () => rows(page).getByText('canceled', { exact: true }).count(),
      (count) => count === 6,
    )
  })

  it('counts before it acts, tries again when a step of the count fails, and leaves what comes after it alone', async () => {
    await stage().submit('note', ABSENT)
    const page = await stage().open('operator', '/messages?action=note&statuses=queued')
    await eventually(
      () => rows(page).count(),
      (count) => count === 3,
    )
    let isDown = true
    await page.route('**/*SearchService/CountMessages', (route) => (isDown ? route.abort() : route.continue()))
    await page.getByRole('button', { name: 'Act on all that is found' }).click()
    await page.getByRole('button', { name: 'Cancel all that are open' }).click()
    await seen(page.getByText('The gateway does not answer'))
    isDown = false
    await seen(page.getByRole('button', { name: 'Cancel: 3 messages' }))
    expect(await page.getByText('The gateway does not answer').count()).toBe(0)
    await reads(page.getByRole('dialog'), /As of \d\d:\d\d:\d\d\.\d+: what comes or ends later is not touched/)
    const [later = ''] = await stage().submit('note', [ABSENT[0]])
    await page.getByRole('button', { name: 'Cancel: 3 messages' }).click()
    await reads(page.getByRole('list', { name: 'Bulk operations' }), /Done.*3 of 3 messages/)
    const { message } = await stage().call<{ message: { status: string } }>('CommandService/GetMessage', {
      messageId: later,
    })
    expect(message.status).toBe('STATUS_QUEUED')
    await stage().call('CommandService/Cancel', { messageId: later })
  })

  it('sends again all that a filter finds, as new messages of whoever asked', async () => {
    const { fleet } = stage()
    await stage().submit('update-app', fleet.names.slice(40, 44), { idempotencyKey: 'once' })
    const page = await stage().open('operator', '/messages?idempotencyKey=once')
    await eventually(
      () => rows(page).getByText('failed').count(),
      (count) => count === 4,
    )
    await page.getByRole('button', { name: 'Act on all that is found' }).click()
    await page.getByRole('button', { name: 'Send again all that have ended' }).click()
    await page.getByRole('button', { name: 'Send again: 4 messages' }).click()
    await reads(page.getByRole('list', { name: 'Bulk operations' }), /Done.*4 of 4 messages/)
    await page.goto('/messages?action=update-app')
    await eventually(
      () => rows(page).count(),
      (count) => count >= 8,
    )
  })

  it('refuses to act on everything', async () => {
    const page = await stage().open('operator', '/messages')
    await page.getByRole('button', { name: 'Act on all that is found' }).click()
    await seen(page.getByText('Add a filter first'))
  })
}
