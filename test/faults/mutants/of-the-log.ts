import type { Block, HookLog } from '../../../core/ports/hook-log.ts'
import type { Place } from '../../../core/ports/messages.ts'
import { eventEnd } from '../../../gateway/hooks/event-scan.ts'
import type { Store } from '../../../store/open.ts'
import { placePrefix } from '../../../store/redis/keys.ts'
import { anyFault } from '../fault.ts'
import { failover } from '../faults/failover.ts'
import { sigkillOf } from '../faults/sigkill.ts'
import { type Mutant, mutatedLibrary, replaced } from './mutant.ts'

const KEPT_BYTES = 256 * 1024
const EVENT_LOST = 0.01

/** Logs that are not what their readers are promised. */
export const MUTANTS_OF_THE_LOG: readonly Mutant[] = [
  {
    name: 'event-beside-the-step',
    what: 'The change is one step and its event another, which a crash or a faster process can come between.',
    caughtBy: 'hook stream',
    faults: [anyFault(sigkillOf(['gateway'], 1, [0, 2_000]))],
    library: () =>
      mutatedLibrary((source) => replaced(source, "'XADD', call.prefix .. 'ev'", "'XADD', call.prefix .. 'later'")),
    ports: (store) => ({
      ...store,
      messages: {
        ...store.messages,
        report: (place, ...rest) => andThenPublish(store, place, () => store.messages.report(place, ...rest)),
        submit: (place, ...rest) => andThenPublish(store, place, () => store.messages.submit(place, ...rest)),
        claim: (place, ...rest) => andThenPublish(store, place, () => store.messages.claim(place, ...rest)),
        sweep: (place, ...rest) => andThenPublish(store, place, () => store.messages.sweep(place, ...rest)),
      },
    }),
  },
  {
    name: 'unbounded-buffer',
    what: 'What the log brings is kept for subscribers, and never let go.',
    caughtBy: 'bounded memory',
    faults: [],
    ports(store) {
      const kept: Buffer[] = []
      return {
        ...store,
        hookLog: {
          ...store.hookLog,
          follow: (place, fromSeq, onBlock, onLost) =>
            store.hookLog.follow(
              place,
              fromSeq,
              (block) => {
                kept.push(Buffer.alloc(KEPT_BYTES, 1))
                onBlock(block)
              },
              onLost,
            ),
        },
      }
    },
  },
  {
    name: 'epoch-ignored',
    what: 'A cursor is read as a place in whatever log is there.',
    caughtBy: 'hook stream',
    faults: [anyFault(failover)],
    ports: (store) => ({ ...store, hookLog: withoutEpochs(store.hookLog) }),
  },
  {
    // A whole block that is left out is no mutant: the reader sees the hole, and reads the log again.
    name: 'event-lost',
    what: 'Now and then the tail of the log brings a block without its last event.',
    caughtBy: 'hook stream',
    faults: [],
    ports: (store) => ({
      ...store,
      hookLog: {
        ...store.hookLog,
        follow: (place, fromSeq, onBlock, ...rest) =>
          store.hookLog.follow(
            place,
            fromSeq,
            (block) => onBlock(Math.random() < EVENT_LOST ? withoutLast(block) : block),
            ...rest,
          ),
      },
    }),
  },
]

function withoutLast(block: Block): Block {
  let end = 0
  for (let i = 1; i < block.count; i++) end = eventEnd(block.data, end)
  const { firstSeq, count, at, kinds, application } = block
  return { firstSeq, count, at, kinds, application, data: block.data.subarray(0, end), see: (on) => block.see(on) }
}

/** It is always the same log, and never shorter than its readers are far. */
function withoutEpochs(log: HookLog): HookLog {
  const epoch = '0'.repeat(16)
  return {
    ...log,
    bounds: async (place) => ({ ...(await log.bounds(place)), epoch }),
    async read(place, fromSeq, blocksMax) {
      const page = await log.read(place, fromSeq, blocksMax)
      return { ...page, epoch, tailSeq: Math.max(page.tailSeq, fromSeq - 1) }
    },
    follow(place, fromSeq, onBlock) {
      let next = fromSeq
      let handle = again()
      function again(): { close(): void } {
        return log.follow(
          place,
          next,
          (block) => {
            next = block.firstSeq + block.count
            onBlock(block)
          },
          () => {
            handle = again()
          },
        )
      }
      return { close: () => handle.close() }
    },
  }
}

/** Takes the events out of where the step put them, and then appends them: two more steps. */
async function andThenPublish<T>(store: Store, place: Place, step: () => Promise<T>): Promise<T> {
  const answer = await step()
  const prefix = placePrefix(place)
  const waiting = (await store.client.callBuffer('XRANGE', `${prefix}later`, '-', '+')) as [Buffer, Buffer[]][]
  if (waiting.length === 0) return answer
  await store.client.del(`${prefix}later`)
  // One that a later event has overtaken is refused by the stream, and lost: the hole that must be found.
  for (const [id, fields] of waiting)
    await store.client.callBuffer('XADD', `${prefix}ev`, id, ...fields).catch(() => undefined)
  return answer
}
