import type { HookLog } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { Events, Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { codec } from '../../proto/index.ts'

/** Events around a known time that are looked at first. */
const NEAR_EVENTS = 1_024
/** Blocks of the log that one look reads at a time, and at most; and its time. The known places are read whatever the time. */
const READ_BLOCKS = 64
const BLOCKS_MAX = 6_000
const LOOK_MS = 150

const events = codec<Events, Events__Output>('Events')

/**
 * The hook events of one message, found by the times that its record knows: those of acceptance, receipt and the last change
 * lead straight to the blocks of three events, and the others mostly lie near. What is still missing is looked for from the
 * acceptance on, as far as the bound lets it.
 */
export async function eventsOfMessage(
  { hookLog, clock }: { hookLog: HookLog; clock: { now(): number } },
  place: Place,
  message: { messageId: string; revision: number; acceptedAt: number; receivedAt: number; updatedAt: number },
): Promise<HookEvent__Output[]> {
  const { messageId, revision } = message
  const needle = Buffer.from(messageId)
  const found = new Map<number, HookEvent__Output>()
  const endsAt = clock.now() + LOOK_MS
  let blocksLeft = BLOCKS_MAX
  const hasAll = (): boolean => found.size >= revision
  const isDone = (): boolean => hasAll() || blocksLeft <= 0 || clock.now() > endsAt

  /** Looks at [from, below); gives where it stopped. A process that has much to do may have used the time up before it looked once. */
  async function scan(from: number, below: number): Promise<number> {
    let next = from
    while (next < below && !hasAll() && (next === from || !isDone())) {
      const { blocks } = await hookLog.read(place, next, READ_BLOCKS)
      if (blocks.length === 0) return below
      blocksLeft -= blocks.length
      for (const { firstSeq, count, data } of blocks) {
        next = firstSeq + count
        if (!Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(needle)) continue
        for (const [i, event] of events.decode(data).events.entries())
          if (event.messageId === messageId) found.set(firstSeq + i, event)
      }
    }
    return next
  }

  const { firstSeq, tailSeq } = await hookLog.bounds(place)
  const seqAt = async (time: number): Promise<number> => Math.max(firstSeq, await hookLog.seqAtTime(place, time))
  const accepted = await seqAt(message.acceptedAt)
  const last = await seqAt(message.updatedAt)
  const below = Math.min(tailSeq + 1, last + NEAR_EVENTS)
  const reached = await scan(accepted, Math.min(below, accepted + NEAR_EVENTS))
  for (const time of [message.receivedAt, message.updatedAt]) {
    if (time === 0 || hasAll()) continue
    const at = await seqAt(time)
    await scan(Math.max(reached, at - NEAR_EVENTS), Math.min(below, at + NEAR_EVENTS))
  }
  await scan(reached, below)
  return [...found].sort(([a], [b]) => a - b).map(([, event]) => event)
}
