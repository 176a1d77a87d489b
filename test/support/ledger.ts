import { expect } from 'vitest'
import {
  createSotto,
  type EventBatch,
  type EventGap,
  type HookEvent,
  isFinal,
  type Status,
} from '../../clients/sdk/index.ts'
import { eventually } from './eventually.ts'
import type { WorkingAgent } from './working-agents.ts'

/** A trickle: enough that there is always something in every part of the path, little enough for two cores. */
const EVERY_MS = 25
/** [restart] A thing that came back is used again within seconds; generous, because tests share a machine. */
export const RECOVERY_MS = 15_000

/** What the application asked for and what it heard, from the first event of the log on: the other side of the promise. */
export type Ledger = {
  /** Submits to the agents in turn until the answer is called; that waits for the answers that are still out. */
  trickle(agents: readonly WorkingAgent[]): () => Promise<void>
  /** Resolves when so many more messages are final, that were submitted from now on. Gives how long that took. */
  flowing(messages: number): Promise<number>
  /** Waits until all that was accepted is final, then holds what was heard and done against what was promised. */
  settle(agents: readonly WorkingAgent[]): Promise<Map<Status, number>>
  close(): Promise<void>
}

type Heard = Pick<HookEvent, 'eventId' | 'kind' | 'messageId' | 'partition' | 'sequence'>

export async function openLedger(address: string, key: string): Promise<Ledger> {
  const sotto = createSotto({ address, key, callTimeoutMs: 3_000, retry: { attempts: 500, baseMs: 50, capMs: 500 } })
  const accepted: string[] = []
  const failures: unknown[] = []
  const heard: Heard[] = []
  const gaps: EventGap[] = []
  const finals = new Map<string, Heard>()
  const watch = sotto.watch({ start: 'earliest', heartbeatMs: 1_000 })
  const listening = (async () => {
    for await (const batch of watch.batches()) take(batch)
  })()
  await watch.opened()

  function take(batch: EventBatch | EventGap): void {
    if (batch.type === 'gap') return void gaps.push(batch)
    for (const { eventId, kind, messageId, partition, sequence } of batch.events) {
      const event = { eventId, kind, messageId, partition, sequence }
      heard.push(event)
      if (isFinal(kind as Status)) finals.set(messageId, event)
    }
  }

  async function submit(agent: WorkingAgent): Promise<void> {
    try {
      accepted.push(...(await sotto.submit({ action: 'act', devices: [agent.deviceId] })).messageIds)
    } catch (error) {
      failures.push(error)
    }
  }

  return {
    trickle(agents) {
      const out = new Set<Promise<void>>()
      let turn = 0
      const timer = setInterval(() => {
        const agent = agents[turn++ % agents.length]
        if (!agent) return
        const one = submit(agent).finally(() => out.delete(one))
        out.add(one)
      }, EVERY_MS)
      return async () => {
        clearInterval(timer)
        await Promise.all(out)
      }
    },

    async flowing(messages) {
      const from = accepted.length
      const since = performance.now()
      await eventually(
        () => accepted.slice(from).filter((id) => finals.has(id)).length,
        (done) => done >= messages,
        RECOVERY_MS,
      )
      return performance.now() - since
    },

    async settle(agents) {
      await eventually(
        () => accepted.filter((id) => !finals.has(id)),
        (open) => open.length === 0,
        RECOVERY_MS,
      )
      expect(failures).toEqual([])
      expect(gaps).toEqual([])
      expectWholeOrder(heard)
      expectOneEndEach(heard, accepted)
      const statuses = await Promise.all(accepted.map(async (id) => (await sotto.get(id)).status))
      expect(accepted.map((id) => finals.get(id)?.kind)).toEqual(statuses)
      expectOneEffectEach(agents, accepted, statuses)
      return counted(statuses)
    },

    async close() {
      await watch.close()
      await listening
      sotto.close()
    },
  }
}

/** [H1] Per partition: every sequence number, in order; again only as the same event. */
function expectWholeOrder(heard: readonly Heard[]): void {
  const logs = new Map<number, string[]>()
  for (const { partition, sequence, eventId } of heard) {
    const log = logs.get(partition) ?? []
    logs.set(partition, log)
    if (sequence === log.length + 1) log.push(eventId)
    else expect({ partition, sequence, eventId }).toEqual({ partition, sequence, eventId: log[sequence - 1] })
  }
}

/** [M4] The first event of each message is `queued`, the last is final, and no other is. */
function expectOneEndEach(heard: readonly Heard[], accepted: readonly string[]): void {
  const byMessage = new Map<string, Map<string, string>>()
  for (const { messageId, eventId, kind } of heard) {
    const kinds = byMessage.get(messageId) ?? new Map<string, string>()
    byMessage.set(messageId, kinds.set(eventId, kind))
  }
  // A repeated submit made nothing twice [M11].
  expect([...byMessage.keys()].sort()).toEqual([...accepted].sort())
  for (const kinds of byMessage.values()) {
    const life = [...kinds.values()]
    expect(life[0]).toBe('queued')
    expect(life.filter((kind) => isFinal(kind as Status))).toEqual(life.slice(-1))
  }
}

/** [D1] At most one effect; of what succeeded exactly one. */
function expectOneEffectEach(
  agents: readonly WorkingAgent[],
  accepted: readonly string[],
  statuses: readonly Status[],
) {
  const effects = agents.flatMap((agent) => agent.effects())
  expect(new Set(effects).size).toBe(effects.length)
  const succeeded = accepted.filter((_, i) => statuses[i] === 'succeeded')
  expect(succeeded.filter((id) => !effects.includes(id))).toEqual([])
}

function counted(statuses: readonly Status[]): Map<Status, number> {
  const counts = new Map<Status, number>()
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}
