import type { HookLog } from '../../../core/ports/hook-log.ts'
import type { Place } from '../../../core/ports/messages.ts'
import type { Store } from '../../../store/open.ts'
import { placePrefix } from '../../../store/redis/keys.ts'
import { anyFault } from '../fault.ts'
import { failover } from '../faults/failover.ts'
import { sigkillOf } from '../faults/sigkill.ts'
import { type Mutant, mutatedLibrary, replaced } from './mutant.ts'

/** Long enough that a crash meets something that was promised and not done. */
const LATER_MS = 60
const GATEWAYS_DIE = [anyFault(sigkillOf(['gateway'], 1, [0, 2_000]))]
const WORKERS_DIE = [anyFault(sigkillOf(['worker'], 1, [0, 1_000]))]
const DEVICES_STAY_AWAY = [anyFault(sigkillOf(['fleet'], 1, [14_000, 20_000]))]
const KEPT_BYTES = 256 * 1024
const KICK_LOST = 0.02
const BLOCK_LOST = 0.01

/** Other implementations of what the flow needs of the world. */
export const MUTANTS_OF_PORTS: readonly Mutant[] = [
  {
    name: 'accept-before-store',
    what: 'Devices hear "accepted" before what they said is stored.',
    caughtBy: 'one final status',
    faults: GATEWAYS_DIE,
    ports: (store) => ({
      ...store,
      messages: {
        ...store.messages,
        async report(place, reports) {
          later(() => store.messages.report(place, reports))
          return { answers: reports.map(() => 'stored'), kick: 0 }
        },
      },
    }),
  },
  {
    name: 'answer-before-store',
    what: 'The submitter has its answer before the messages are stored.',
    caughtBy: 'accepted, not lost',
    faults: GATEWAYS_DIE,
    ports: (store) => ({
      ...store,
      messages: {
        ...store.messages,
        async submit(place, ...rest) {
          later(async () => {
            const { kick } = await store.messages.submit(place, ...rest)
            if (kick > 0) store.work.kick(place, kick)
          })
          return { kick: 0 }
        },
      },
    }),
  },
  {
    name: 'no-idempotency',
    what: 'A submit that is repeated is a new one.',
    caughtBy: 'accepted, not lost',
    faults: GATEWAYS_DIE,
    ports: (store) => ({
      ...store,
      messages: {
        ...store.messages,
        reserve: async (_tenant, _key, commandId, bodySha256) => ({ commandId, bodySha256 }),
      },
    }),
  },
  {
    name: 'event-beside-the-step',
    what: 'The change is one step and its event another, which a crash or a faster process can come between.',
    caughtBy: 'hook stream',
    faults: GATEWAYS_DIE,
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
    name: 'timers-in-memory',
    what: 'Clocks run in the process that started them, and are not taken up again after it.',
    caughtBy: 'accepted, not lost',
    faults: WORKERS_DIE,
    ports: (store, { life }) =>
      life === 0
        ? store
        : {
            ...store,
            messages: { ...store.messages, sweep: async () => ({ kick: 0, handled: 0, more: false }) },
          },
  },
  {
    name: 'kick-lost',
    what: 'A kick that does not reach the queue is missed by nobody.',
    caughtBy: 'liveness',
    faults: [],
    ports: (store) => ({
      ...store,
      work: {
        ...store.work,
        kick: (place, kick) => (Math.random() < KICK_LOST ? undefined : store.work.kick(place, kick)),
      },
      messages: {
        ...store.messages,
        sweep: async (...given) => ({ ...(await store.messages.sweep(...given)), kick: 0 }),
      },
    }),
  },
  {
    name: 'receipt-by-the-server',
    what: 'A message counts as received when it was sent.',
    caughtBy: 'evidence',
    faults: [],
    ports: (store) => ({
      ...store,
      messages: {
        ...store.messages,
        async claim(place, itemsMax) {
          const claim = await store.messages.claim(place, itemsMax)
          for (const { messageId, device, channel, attempt, command } of claim.messages) {
            const session = (await store.devices.get(place, device))?.session ?? ''
            const receipt = { input: 'receipt' as const, messageId, device, channel, session, attempt }
            await store.messages.report(place, [{ ...receipt, contentSha256: command.contentSha256 }])
          }
          return claim
        },
      },
    }),
  },
  {
    name: 'channels-forgotten',
    what: 'Nobody writes down that a channel has ended.',
    caughtBy: 'session truth',
    faults: DEVICES_STAY_AWAY,
    ports: (store) => ({
      ...store,
      devices: { ...store.devices, close: async () => undefined },
      nodes: { ...store.nodes, bury: async () => 0 },
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
    name: 'block-lost',
    what: 'Now and then the tail of the log leaves a block out.',
    caughtBy: 'hook stream',
    faults: [],
    ports: (store) => ({
      ...store,
      hookLog: {
        ...store.hookLog,
        follow: (place, fromSeq, onBlock, onLost) =>
          store.hookLog.follow(
            place,
            fromSeq,
            (block) => {
              if (Math.random() >= BLOCK_LOST) onBlock(block)
            },
            onLost,
          ),
      },
    }),
  },
]

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

function later(act: () => Promise<unknown>): void {
  setTimeout(() => void act().catch(() => undefined), LATER_MS)
}

/** Takes the events out of where the step put them, and then appends them: two more steps. */
async function andThenPublish<T>(store: Store, place: Place, step: () => Promise<T>): Promise<T> {
  const answer = await step()
  const prefix = placePrefix(place)
  const waiting = (await store.client.callBuffer('XRANGE', `${prefix}later`, '-', '+')) as [Buffer, Buffer[]][]
  if (waiting.length === 0) return answer
  await store.client.del(`${prefix}later`)
  for (const [id, fields] of waiting)
    await store.client.callBuffer('XADD', `${prefix}ev`, id, ...fields).catch(() => undefined)
  return answer
}
