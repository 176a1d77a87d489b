import { it } from 'vitest'
import { reads, seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function queuesTests(stage: () => Stage): void {
  it('shows our figures, and bull-board in a frame within the same login', async () => {
    const page = await stage().open('viewer', '/work')
    await reads(page.locator('.queue-cards'), /1 worker.*Jobs a second.*Outboxes.*Partition/)
    const board = page.frameLocator('iframe')
    await seen(board.getByText('Sotto queues'))
  })
}
