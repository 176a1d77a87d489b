import { anyFault } from '../fault.ts'
import { sigkillOf } from '../faults/sigkill.ts'
import type { Mutant } from './mutant.ts'

/** Long enough that a crash meets something that was promised and not done. */
const LATER_MS = 60
const GATEWAYS_DIE = [anyFault(sigkillOf(['gateway'], 1, [0, 2_000]))]
const WORKERS_DIE = [anyFault(sigkillOf(['worker'], 1, [0, 1_000]))]
const DEVICES_STAY_AWAY = [anyFault(sigkillOf(['fleet'], 1, [14_000, 20_000]))]
const KICK_LOST = 0.02

/** Other implementations of what the flow needs of the world; those of the log are in of-the-log.ts. */
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
        reserve: async (_tenant, { bodySha256 }, commandId) => ({ commandId, bodySha256 }),
        submit: (place, command, items, options) =>
          store.messages.submit(place, command, items, { ...options, binding: undefined }),
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
]

function later(act: () => Promise<unknown>): void {
  // What fails after it was answered is lost without a word: that is what is wrong with it.
  setTimeout(() => void act().catch(() => undefined), LATER_MS)
}
