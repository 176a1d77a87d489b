import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { gone, reads, seen } from './seen.ts'
import type { Stage } from './stage.ts'

type Queues = { queues: { work: { paused: boolean }[] } }
type Audit = { entries: { what: string; about: string }[] }

export function queuesTests(stage: () => Stage): void {
  const isPaused = async () =>
    (await stage().call<Queues>('ObserveService/GetQueues', {})).queues.work[0]?.paused ?? false

  it('shows our figures, and bull-board in a frame within the same login, without a switch', async () => {
    for (const who of ['viewer', 'operator'] as const) {
      const page = await stage().open(who, '/work')
      await reads(page.locator('.queue-cards'), /1 worker.*Jobs a second.*Outboxes.*Partition/)
      const board = page.frameLocator('iframe')
      await seen(board.getByText('Sotto queues'))
      await board.getByText('dispatch').first().click()
      await seen(board.getByText(/Completed/i))
      const words = await board
        .locator('button')
        .evaluateAll((all) => all.map((one) => `${one.title}${one.textContent}`))
      for (const word of words) expect(word).not.toMatch(/pause|resume|retry|clean|empty|obliterate|promote|add job/i)
      expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(who === 'operator' ? 1 : 0)
      expect(await page.getByRole('button', { name: /Resume|Retry/ }).count()).toBe(0)
    }
  })

  it('pauses and resumes for an operator, who is told before what it means', async () => {
    const page = await stage().open('operator', '/work')
    await page.getByRole('button', { name: 'Pause' }).click()
    const dialog = page.getByRole('dialog')
    await reads(dialog, /of any tenant, until somebody resumes it.*not.*load balancer/)
    await dialog.getByRole('button', { name: 'Leave it' }).click()
    await gone(dialog)
    expect(await isPaused()).toBe(false)
    await page.getByRole('button', { name: 'Pause' }).click()
    await dialog.getByRole('button', { name: 'Pause' }).click()
    await seen(page.getByText('dispatch is paused.'))
    await seen(page.getByText('‖ paused'))
    await eventually(isPaused, Boolean)
    await page.getByRole('button', { name: 'Resume' }).click()
    await dialog.getByRole('button', { name: 'Resume' }).click()
    await seen(page.getByText('▸ 1 worker'))
    await eventually(isPaused, (paused) => !paused)
    const { entries } = await stage().call<Audit>('ObserveService/ListAudit', { what: 'queue.' })
    expect(entries.map(({ what, about }) => [what, about])).toEqual([
      ['queue.resume', 'dispatch'],
      ['queue.pause', 'dispatch'],
    ])
  })
}
