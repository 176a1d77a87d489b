import { describe, expect, it } from 'vitest'
import { createBatchQueue } from '../../clients/sdk/batch-queue.ts'
import type { EventBatch, HookEvent } from '../../clients/sdk/event.ts'

const batch = (events: number, cursor: string): EventBatch => ({
  ...{ type: 'events', partition: 0, cursor },
  events: Array.from({ length: events }, () => ({}) as HookEvent),
})

describe('what came and was not yet taken', () => {
  it('[H4] is held until the loop asks for the next, so that it counts against the grant until then', async () => {
    const released: string[] = []
    const queue = createBatchQueue(({ cursor }) => released.push(`${cursor} ${queue.held.events}`))
    expect(queue.held).toEqual({ events: 0, bytes: 0 })
    queue.put(batch(3, 'a'), 30)
    queue.put(batch(2, 'b'), 20)
    expect(queue.held).toEqual({ events: 5, bytes: 50 })
    expect((await queue.take())?.cursor).toBe('a')
    expect([queue.held, released]).toEqual([{ events: 5, bytes: 50 }, []])
    expect((await queue.take())?.cursor).toBe('b')
    expect([queue.held, released]).toEqual([{ events: 2, bytes: 20 }, ['a 2']])
    queue.put(batch(4, 'c'), 40)
    queue.clear()
    expect(queue.held).toEqual({ events: 2, bytes: 20 })
    queue.end()
    expect(await queue.take()).toBeUndefined()
    expect([queue.held, released]).toEqual([{ events: 0, bytes: 0 }, ['a 2', 'b 0']])
  })
})
