import type fc from 'fast-check'
import { commandId, commandOf, messageId } from '../../core/ids.ts'
import type { Binding, Bound, Claim, CommandRecord, Report, SubmitProblem } from '../../core/ports/messages.ts'
import { digest, testCommand } from '../support/fixture.ts'
import { KeyedSubmits } from './keyed-submits.ts'
import type { Rules } from './message-model.ts'
import { PlaceModel } from './place-model.ts'
import { type Ports, readEvents } from './world.ts'

/** What a device does with a frame, when it comes. */
export const TEMPERS = ['silent', 'receipt', 'works', 'at once', 'defers', 'rejects', 'refuses'] as const
export type Temper = (typeof TEMPERS)[number]
type Said = Partial<Report> & Pick<Report, 'input'>

const SCRIPTS: Record<Temper, Said[]> = {
  silent: [],
  receipt: [{ input: 'receipt' }],
  works: [
    { input: 'receipt' },
    { input: 'progress', sequence: 1, percent: 50, note: 'half' },
    { input: 'succeed', outcome: { code: 'OK', detail: '', output: 'done' } },
  ],
  'at once': [{ input: 'succeed', outcome: { code: 'OK', detail: '', output: '' } }],
  defers: [{ input: 'receipt' }, { input: 'defer', note: 'busy', untilAt: 0 }, { input: 'ready' }],
  rejects: [{ input: 'receipt' }, { input: 'reject', outcome: { code: 'NO', detail: 'not now', output: '' } }],
  refuses: [
    { input: 'progress', sequence: 1 },
    { input: 'cancel_refused', note: 'too late' },
  ],
}
/** Calls of a worker for one job: more would be a loop that does not end. */
const CLAIMS_MAX = 50
/** What a worker does when nothing is left. */
export type Stays = 'leaves' | 'stays' | 'dies'
const NOBODY = { name: 's:wakes:nobody', turn: 0 }

/**
 * The store and the model side by side. Every method is one atomic step: it tells the store, tells the model, and compares.
 * What is on its way in life (frames to devices, their words, workers between two calls) is a task of the scheduler's,
 * which brings it when it likes.
 */
export class Interleaving {
  readonly model: PlaceModel
  readonly ports: Ports
  readonly #scheduler: fc.Scheduler
  readonly #tempers: readonly Temper[]
  #frames = 0
  #commands = 0
  #turn = 0
  readonly commands: { command: CommandRecord; items: { messageId: string; device: string }[] }[] = []
  /** The first thing that was not as it must be; nothing happens after it. */
  failure: unknown
  readonly keyed: KeyedSubmits

  constructor(ports: Ports, rules: Rules, scheduler: fc.Scheduler, tempers: readonly Temper[]) {
    this.ports = ports
    this.#scheduler = scheduler
    this.#tempers = tempers
    this.model = new PlaceModel({ tenant: ports.tenant, partition: 0 }, rules)
    this.keyed = new KeyedSubmits(this)
  }

  get now(): number {
    return this.ports.clock.now()
  }

  /** Something that is on its way, and happens when the scheduler says. */
  later(label: string, step: () => Promise<void>): void {
    const builder = async (): Promise<void> => {
      if (this.failure !== undefined) return
      try {
        await step()
      } catch (error) {
        this.fail(error)
      }
    }
    this.#scheduler.scheduleSequence([{ builder, label }])
  }

  fail(error: unknown): void {
    this.failure ??= error
  }

  async submit(
    devices: string[],
    given: Pick<CommandRecord, 'action' | 'concurrencyKey' | 'supersede' | 'clocks'>,
    force: boolean,
  ): Promise<void> {
    const { clock, chance } = this.ports
    const named = { commandId: commandId(clock.now(), chance.bytes(12)), content: `{"n":${++this.#commands}}` }
    const command = testCommand(clock, { ...given, ...named })
    const items = devices.map((device, index) => ({ device, messageId: messageId(command.commandId, 0, index) }))
    await this.submitAs({ command, items }, force)
  }

  /** [M11] Also a repetition of a submit that was cut off. */
  async submitAs(
    submit: (typeof this.commands)[number],
    force: boolean,
    binding?: Binding,
  ): Promise<{ problem?: SubmitProblem; bound?: Bound }> {
    const { command, items } = submit
    const { kick, ...answer } = await this.ports.messages.submit(this.model.place, command, items, { force, binding })
    if (answer.bound) return answer
    const problem = this.model.submit(command, items, force, this.now)
    same('submit', answer.problem, problem)
    await this.#kicked(kick)
    const isKnown = this.commands.some(({ command }) => command.commandId === submit.command.commandId)
    if (!problem && !isKnown) this.commands.push(submit)
    return answer
  }

  /** What asks for a job, or comes to the worker that waits: the messages of a wake are sent as if they had been claimed. */
  async #kicked(kick: number): Promise<void> {
    this.model.kicked(kick)
    for (const { turn, handed } of await this.ports.waiting.heard()) {
      if (turn !== this.#turn) throw new Error(`a wake of turn ${turn} came to a worker that waits since ${this.#turn}`)
      this.model.jobs++
      this.#sent({ messages: handed, cancels: [], canaries: [], more: true })
    }
  }

  /** One call of a worker; `more`: it would call again. Who stays is woken by what comes; a dead one waits, and hears nothing. */
  async claim(itemsMax: number, stays: Stays = 'leaves'): Promise<boolean> {
    const waiter = stays === 'stays' ? await this.ports.waiting.waiter() : stays === 'dies' ? NOBODY : undefined
    const claim = await this.ports.messages.claim(this.model.place, itemsMax, waiter)
    if (waiter) this.#turn = waiter.turn
    this.#sent(claim)
    return claim.more
  }

  #sent(claim: Claim): void {
    this.model.claimed(claim, this.now)
    for (const { messageId, device, channel, attempt } of claim.messages)
      this.later(`frame ${short(messageId)} to ${device}/${channel}`, async () =>
        this.frame(device, channel, messageId, attempt),
      )
    for (const { messageId, device, channel } of claim.cancels)
      this.later(`cancel ${short(messageId)} to ${device}/${channel}`, async () =>
        this.frame(device, channel, messageId, 0),
      )
  }

  /** A job: call by call, and others come between. */
  work(itemsMax: number, stays: Stays = 'leaves', calls = CLAIMS_MAX): void {
    this.later('worker', async () => {
      if (calls === 0) return
      if (await this.claim(itemsMax, stays)) this.work(itemsMax, stays, calls - 1)
    })
  }

  /** It is a device of some temper that has got a frame: with attempt 0 that of a cancel. */
  frame(device: string, channel: number, id: string, attempt: number): void {
    const live = this.model.devices.get(device)?.live
    if (live?.channel !== channel) return
    const temper = this.#tempers[this.#frames++ % this.#tempers.length] ?? 'silent'
    const script: Said[] =
      attempt > 0 ? SCRIPTS[temper] : temper === 'refuses' ? SCRIPTS.refuses : [{ input: 'cancel_accepted' }]
    const { session } = live
    script.forEach((said, i) => {
      const report = { messageId: id, device, channel, session, attempt: Math.max(1, attempt), ...said }
      this.later(`word ${i} of ${device}/${channel}: ${said.input} ${short(id)}`, async () => this.say([report]))
    })
  }

  #shaOf(messageId: string): string {
    const found = this.commands.find(({ command }) => command.commandId === commandOf(messageId))
    return found?.command.contentSha256 ?? ''
  }

  async say(reports: Report[]): Promise<void> {
    // A result with its content's hash is its own receipt: the usual way of functions/shared/usual.lua.
    const said = reports.map((report) => ({ contentSha256: this.#shaOf(report.messageId), ...report }))
    const { answers, kick } = await this.ports.messages.report(this.model.place, said)
    said.forEach((report, i) => {
      const right = this.model.report(report, this.now)
      const answer = answers[i]
      if (!answer || !right.includes(answer))
        throw new Error(`${report.input} of ${report.messageId}: answered ${answer}, and it is ${right.join(' or ')}`)
    })
    same('answers', answers.length, reports.length)
    await this.#kicked(kick)
  }

  async cancel(ids: string[]): Promise<void> {
    const { outcomes, kick } = await this.ports.messages.cancel(this.model.place, ids)
    same(
      'cancel',
      outcomes,
      ids.map((id) => this.model.cancel(id, this.now)),
    )
    await this.#kicked(kick)
  }

  /** [M7] One slice of a sweep; afterwards, if that was all, no clock may have ended. */
  async sweep(itemsMax: number): Promise<boolean> {
    const { model, now } = this
    const fromSeq = model.eventCount + 1
    const answer = await this.ports.messages.sweep(model.place, itemsMax)
    model.swept(await readEvents(this.ports, fromSeq), now)
    await this.#kicked(answer.kick)
    const left = model.ended(now)
    const loud = left.find(({ clock }) => clock.input)
    if (loud && !answer.more) throw new Error(`[M7] after a sweep ${loud.message.id} is still ${loud.message.status}`)
    if (!answer.more) model.freeSeats(now)
    await this.#lookAtSilentClocks(answer.more)
    return answer.more
  }

  /** A slice may have come to them or not. */
  async #lookAtSilentClocks(isPart: boolean): Promise<void> {
    const { model, now, ports } = this
    const silent = model.ended(now).filter(({ clock }) => !clock.input)
    if (silent.length === 0) return
    const stored = isPart
      ? await ports.messages.getMany(
          ports.tenant,
          silent.map(({ message }) => message.id),
        )
      : []
    silent.forEach(({ message }, i) => {
      const dueAt = stored[i]?.message.dueAt
      if (dueAt === undefined || dueAt !== message.dueAt) message.passSilently(now)
    })
  }

  async open(device: string, node: string, presented: string): Promise<void> {
    const known = this.model.devices.get(device)
    const freshSession = digest.sha256(`${device} ${this.#commands++}`).slice(0, 22)
    const answer = await this.ports.devices.open(this.model.place, {
      ...{ device, epoch: known?.epoch ?? 1, node, wire: 'grpc', presented, freshSession, agent: '', actions: [] },
    })
    if (!known || known.revoked) return same('open', 'refused' in answer, true)
    if ('refused' in answer) throw new Error(`open: ${answer.refused}`)
    const resumed = known.session !== '' && presented === known.session
    same('[S2] session', [answer.resumed, answer.session], [resumed, resumed ? known.session : freshSession])
    const evicted = this.model.open(device, { node, channel: answer.channel, session: answer.session })
    same('[S3] evicted', answer.evicted, evicted && { node: evicted.node, channel: evicted.channel })
    this.model.requeue(device, this.now)
    await this.#kicked(answer.kick)
  }

  async close(device: string, channel: number): Promise<void> {
    await this.ports.devices.close(this.model.place, [{ device, channel }])
    this.model.close(device, channel)
  }

  async bury(node: string): Promise<void> {
    await this.ports.nodes.bury(this.model.place, node, 256)
    this.model.bury(node)
  }

  async enroll(device: string, key: number): Promise<void> {
    const answer = await this.ports.devices.enroll(this.model.place, device, Buffer.alloc(32, key), {})
    const { epoch, evicted } = this.model.enroll(device, key, this.now)
    same('[S5] enroll', answer, { epoch, evicted: evicted && { node: evicted.node, channel: evicted.channel } })
  }

  async revoke(device: string): Promise<void> {
    const answer = await this.ports.devices.revoke(this.model.place, device)
    const { evicted, ...rest } = this.model.revoke(device, this.now)
    same('[S5] revoke', answer, { ...rest, evicted: evicted && { node: evicted.node, channel: evicted.channel } })
  }
}

export const short = (id: string): string => id.slice(-12)

export function same(what: string, seen: unknown, right: unknown): void {
  const [a, b] = [JSON.stringify(seen), JSON.stringify(right)]
  if (a !== b) throw new Error(`${what}: the store says ${a}, and it is ${b}`)
}
