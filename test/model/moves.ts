import fc from 'fast-check'
import { DEVICE_INPUTS, type DeviceInput } from '../../core/message.ts'
import type { Report } from '../../core/ports/messages.ts'
import { type Interleaving, type Stays, short } from './interleaving.ts'
import type { PlaceModel } from './place-model.ts'

/** The fleet: `d3` is enrolled by a move only. */
export const DEVICES = ['d1', 'd2', 'd3'] as const
export const NODES = ['n1', 'n2'] as const
const FOREIGN_SESSION = 'AAAAAAAAAAAAAAAAAAAAAA'
/** Short ones, so that they meet; all are within the bounds of M7. */
const CLOCKS = [
  { deliverBy: 86_400, ackBy: 10, lease: 60, completeBy: 900 },
  { deliverBy: 30, ackBy: 10, lease: 60, completeBy: 40 },
  { deliverBy: 15, ackBy: 20, lease: 5, completeBy: 5 },
]
const DAY_MS = 86_400_000

/** One thing that somebody does, in words for the transcript of a failure. */
type Move = fc.AsyncCommand<PlaceModel, Interleaving>

function move(text: string, run: (it: Interleaving) => void | Promise<void>): Move {
  return {
    check: () => true,
    run: async (_, it) => {
      if (it.failure === undefined) await run(it)
    },
    toString: () => text,
  }
}

const device = fc.constantFrom(...DEVICES)
const node = fc.constantFrom(...NODES)
const pick = fc.nat({ max: 63 })
const at = <T>(list: readonly T[], index: number): T | undefined => list[list.length - 1 - (index % list.length)]

const submits = fc
  .record({
    devices: fc.constantFrom<string[][]>(['d1'], ['d2'], ['d1', 'd2'], ['d3']),
    times: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 17),
    action: fc.constantFrom('lock', 'locate'),
    concurrencyKey: fc.constantFrom('', '', 'a', 'a', 'b'),
    clocks: fc.constantFrom(...CLOCKS),
    how: fc.constantFrom('', '', '', 'supersede', 'force', 'supersede and force'),
  })
  .map(({ devices, times, how, ...given }) =>
    move(`submit ${times}× to ${devices}: ${JSON.stringify({ ...given, how })}`, async (it) => {
      for (let i = 0; i < times; i++)
        await it.submit(devices, { ...given, supersede: how.startsWith('supersede') }, how.endsWith('force'))
    }),
  )

/** Two at once: a caller that has waited too long, and asks again. */
const keyed = fc
  .record({
    key: fc.constantFrom('k', 'k', 'k', 'l'),
    tag: fc.constantFrom('x', 'x', 'x', 'y'),
    devices: fc.constantFrom<string[][]>(['d1'], ['d1', 'd2'], ['d3'], ['d3']),
    calls: fc.constantFrom(1, 2, 9, 9, 9, 9),
    times: fc.constantFrom(1, 1, 2),
  })
  .map(({ times, ...given }) =>
    move(`submit ${times}× with a key: ${JSON.stringify(given)}`, (it) => {
      for (let i = 0; i < times; i++) it.keyed.begin(given)
    }),
  )

const repeats = pick.map((index) =>
  move(`submit again, number ${index} from the end`, async (it) => {
    const submit = at(it.commands, index)
    if (submit) await it.submitAs(submit, index % 2 === 0)
  }),
)

const stays = fc.constantFrom<Stays[]>('leaves', 'stays', 'stays', 'dies')
const workers = fc
  .record({ items: fc.constantFrom(1, 2, 256, 256), calls: fc.constantFrom(1, 50, 50), stays })
  .map((w) =>
    move(`a job: claims of ${w.items}${w.calls === 1 ? ', dies after the first' : `, ${w.stays}`}`, (it) => {
      if (it.model.jobs === 0) return
      it.model.jobs--
      it.work(w.items, w.stays, w.calls)
    }),
  )
const extraWorkers = fc
  .constantFrom(1, 256)
  .map((items) => move(`the same job again: claims of ${items}`, (it) => it.work(items)))
const lostJobs = fc.constant(
  move('a job is lost', (it) => {
    it.model.jobs = Math.max(0, it.model.jobs - 1)
  }),
)

const sweeps = fc.constantFrom(1, 2, 256, 256, 256).map((items) =>
  move(`sweep of ${items}`, (it) =>
    it.later(`sweep of ${items}`, async () => {
      await it.sweep(items)
    }),
  ),
)

/** To where a clock ends, just before or just after: what happens at the edge is what breaks. */
const waits = fc
  .record({ clock: pick, offset: fc.constantFrom(-1, 0, 0, 1), sweep: fc.boolean() })
  .map(({ clock, offset, sweep }) =>
    move(`wait for clock ${clock} ${offset} ms${sweep ? ', sweep' : ''}`, async (it) => {
      const ends = [...new Set(clocksOf(it))].filter((time) => time + offset > it.now).sort((a, b) => b - a)
      const end = at(ends, clock % 3)
      if (end !== undefined) it.ports.clock.advance(end + offset - it.now)
      if (sweep) while (await it.sweep(256));
    }),
  )
const longWaits = fc.constantFrom(1, 500, 2_001, 60_000, DAY_MS, 2 * DAY_MS).map((ms) =>
  move(`wait ${ms} ms`, (it) => {
    it.ports.clock.advance(ms)
  }),
)

function clocksOf({ model }: Interleaving): number[] {
  return model.messages.flatMap((message) =>
    message.isOpen
      ? [message.dueAt, message.deliverByAt, message.status === 'canceling' ? message.cancelEndsAt : 0]
      : [(message.state.endedAt ?? 0) + model.rules.graceMs],
  )
}

const cancels = fc.array(pick, { minLength: 1, maxLength: 3 }).map((picks) =>
  move(`cancel messages ${picks} from the end`, async (it) => {
    const ids = picks.flatMap((index) => at(it.model.messages, index)?.id ?? [])
    if (ids.length > 0) await it.cancel([...new Set(ids)])
  }),
)

const opens = fc
  .record({ device, node, resumes: fc.boolean() })
  .map(({ device, node, resumes }) =>
    move(`${device} connects to ${node}${resumes ? ' with its session' : ''}`, (it) =>
      it.open(device, node, resumes ? (it.model.devices.get(device)?.session ?? '') : FOREIGN_SESSION),
    ),
  )
const closes = fc.record({ device, older: fc.boolean() }).map(({ device, older }) =>
  move(`${older ? 'an older' : 'the'} channel of ${device} closes`, async (it) => {
    const channels = it.model.devices.get(device)?.channels ?? []
    const channel = older ? channels.at(-2) : channels.at(-1)
    if (channel) await it.close(device, channel.channel)
  }),
)
const buries = node.map((name) => move(`${name} is dead`, (it) => it.bury(name)))
const enrols = fc
  .record({ device, key: fc.constantFrom(1, 1, 2) })
  .map(({ device, key }) => move(`enrol ${device} with key ${key}`, (it) => it.enroll(device, key)))
const revokes = device.map((name) => move(`revoke ${name}`, (it) => it.revoke(name)))

const text = fc.constantFrom('', 'a', 'b')
const said = fc.record({
  message: pick,
  input: fc.constantFrom<DeviceInput[]>(...DEVICE_INPUTS),
  attempt: fc.integer({ min: 1, max: 3 }),
  sequence: fc.integer({ min: 1, max: 3 }),
  untilMs: fc.constantFrom(0, 5_000, 40_000),
  note: text,
  outcome: fc.record({ code: fc.constantFrom('', 'OK', 'E'), detail: text, output: text }),
  who: fc.constantFrom('own', 'own', 'own', 'own', 'own', 'own', 'older channel', 'other session', 'other device'),
})
type Word = typeof said extends fc.Arbitrary<infer T> ? T : never

/** Said now; when it comes, the channel may be another. */
const words = fc.array(said, { minLength: 1, maxLength: 3 }).map((list) =>
  move(`say ${list.map(({ input, message, who }) => `${input} of ${message} (${who})`).join(', ')}`, (it) => {
    const reports = list.flatMap((word) => reportOf(it, word) ?? [])
    if (reports.length > 0)
      it.later(`words: ${reports.map((r) => `${r.input} ${short(r.messageId)}`).join(', ')}`, () => it.say(reports))
  }),
)

function reportOf(it: Interleaving, word: Word): Report | undefined {
  const message = at(it.model.messages, word.message)
  if (!message) return undefined
  const name = word.who === 'other device' ? (DEVICES.find((other) => other !== message.device) ?? '') : message.device
  const channels = it.model.devices.get(name)?.channels ?? []
  const channel = word.who === 'older channel' ? channels.at(-2) : channels.at(-1)
  const { input, attempt, sequence, note, outcome } = word
  return {
    ...{ input, messageId: message.id, device: name, channel: channel?.channel ?? 1, attempt, sequence, note },
    ...{ percent: 10 * sequence, untilAt: word.untilMs === 0 ? 0 : it.now + word.untilMs, outcome },
    session: word.who === 'other session' ? FOREIGN_SESSION : (channel?.session ?? FOREIGN_SESSION),
  }
}

/** Everything that can happen to a place. */
export const MOVES: fc.Arbitrary<Move>[] = [
  ...[submits, submits, submits, words, words, words, words, workers, workers, workers, extraWorkers],
  ...[waits, waits, waits, waits, sweeps, sweeps, longWaits, cancels, cancels, opens, opens, closes, closes],
  ...[buries, enrols, revokes, repeats, lostJobs, keyed, keyed],
]
