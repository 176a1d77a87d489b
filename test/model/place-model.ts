import type { Input } from '../../core/message.ts'
import type { Claim, CommandRecord, Place, Report, ReportAnswer, SubmitProblem } from '../../core/ports/messages.ts'
import { type Ended, MessageModel, type ModelEvent, type Rules } from './message-model.ts'

export type Channel = { node: string; channel: number; session: string }
export type DeviceModel = {
  name: string
  epoch: number
  key: number
  revoked: boolean
  live: Channel | undefined
  session: string
  /** All it ever had, for words that come too late. */
  channels: Channel[]
}

/** An event as the log has it. */
export type SeenEvent = ModelEvent & { messageId: string; eventId: string }

/**
 * A place by the contract: some devices and their messages. Each method stands for one atomic step: it is told what the store
 * answered where the contract leaves a choice, throws when that choice was not the store's to make, and says else what the
 * answer must have been.
 */
export class PlaceModel {
  readonly devices = new Map<string, DeviceModel>()
  /** In the order accepted. */
  readonly messages: MessageModel[] = []
  readonly #byId = new Map<string, MessageModel>()
  readonly rules: Rules
  readonly place: Place
  #kick = 0
  /** Jobs in the work queue that nobody has taken. */
  jobs = 0

  constructor(place: Place, rules: Rules) {
    this.place = place
    this.rules = rules
  }

  get eventCount(): number {
    return this.messages.reduce((sum, message) => sum + message.events.length, 0)
  }
  openOf(device: string): MessageModel[] {
    return this.messages.filter((message) => message.device === device && message.isOpen)
  }
  /** [M10] What is being cancelled counts until its ack_by is over; a look of the store finds that, now or later. */
  unreceipted(device: string, now: number): { atLeast: number; atMost: number } {
    const open = this.openOf(device)
    const sent = open.filter(({ status }) => status === 'sent').length
    const seats = open.filter(({ seatEndsAt }) => seatEndsAt > 0)
    const kept = seats.filter(({ seatEndsAt }) => seatEndsAt > now)
    return { atLeast: sent + kept.length, atMost: sent + seats.length }
  }

  /** A number above 0 is that of a job, and a queue takes a number once. */
  kicked(kick: number): void {
    if (kick === 0) return
    if (kick <= this.#kick) throw new Error(`kick ${kick} was given before`)
    this.#kick = kick
    this.jobs++
  }

  submit(
    command: CommandRecord,
    items: { messageId: string; device: string }[],
    force: boolean,
    now: number,
  ): SubmitProblem | undefined {
    const fresh = items.map((item, index) => ({ ...item, index })).filter(({ messageId }) => !this.#byId.has(messageId))
    for (const { device, index } of fresh) {
      const code = this.#problem(device)
      if (code && !force) return { code, index }
    }
    for (const { messageId, device } of fresh) {
      // What it takes the place of makes room for it.
      if (command.supersede) this.#supersede(device, command.action, now)
      const isGone = this.#problem(device) !== undefined
      this.#add(new MessageModel(messageId, device, command, now, this.rules, isGone ? 'DEVICE_GONE' : undefined))
    }
    return undefined
  }

  #add(message: MessageModel): void {
    this.messages.push(message)
    this.#byId.set(message.id, message)
    this.#noteKeys(message.device)
  }

  #problem(name: string): SubmitProblem['code'] | undefined {
    const device = this.devices.get(name)
    if (!device) return 'UNKNOWN_DEVICE'
    if (device.revoked) return 'DEVICE_REVOKED'
    return this.openOf(name).length >= this.rules.openMax ? 'DEVICE_BACKLOG_FULL' : undefined
  }

  #supersede(device: string, action: string, now: number): void {
    for (const message of this.openOf(device)) {
      const isUnsent = message.status === 'queued' && message.state.attempt === 0
      if ((isUnsent || message.status === 'deferred') && message.command.action === action)
        message.apply('supersede', now, { reason: 'SUPERSEDED' })
    }
  }

  /** [M9] Who has seen its key held by another may have lost its place in the one line to a place in the key's. */
  #noteKeys(device: string): void {
    const open = this.openOf(device)
    for (const message of open) {
      const key = message.command.concurrencyKey
      if (
        key !== '' &&
        open.some((other) => other !== message && other.holdsKey && other.command.concurrencyKey === key)
      )
        message.mayHaveWaited = true
    }
  }

  /** What a worker may send now: it waits for nothing but the window. */
  sendable(device: string): MessageModel[] {
    if (!this.devices.get(device)?.live) return []
    const open = this.openOf(device)
    return open.filter((message) => {
      if (message.status !== 'queued' || message.dueAt !== 0) return false
      const key = message.command.concurrencyKey
      return (
        key === '' || !open.some((other) => other !== message && other.holdsKey && other.command.concurrencyKey === key)
      )
    })
  }

  claimed(claim: Claim, now: number): void {
    for (const { messageId, device, epoch, attempt, command, node, channel } of claim.messages) {
      const message = this.#known(messageId)
      const owner = this.devices.get(device)
      const sendable = this.sendable(device)
      if (message.device !== device) throw new Error(`${messageId} is of ${message.device} and was sent to ${device}`)
      if (!sendable.includes(message))
        throw new Error(`${messageId} was sent while it is ${message.status}, due ${message.dueAt}`)
      if (owner?.epoch !== epoch || owner.live?.node !== node || owner.live.channel !== channel)
        throw new Error(`[S3] ${messageId} was sent to ${node}/${channel}, epoch ${epoch}`)
      if (this.unreceipted(device, now).atLeast >= this.rules.window)
        throw new Error(`[M10] ${messageId} is beyond the window`)
      this.#checkOrder(message, sendable)
      message.apply('send', now)
      if (message.state.attempt !== attempt) throw new Error(`${messageId} says attempt ${attempt}`)
      if (command.content !== message.command.content || command.deliverByAt !== message.deliverByAt)
        throw new Error(`${messageId} was sent with another command's content`)
      this.#noteKeys(device)
    }
    for (const { messageId, device, node, channel } of claim.cancels) {
      const message = this.#known(messageId)
      const live = this.devices.get(device)?.live
      if (message.status === 'canceling' && live?.node === node && live.channel === channel) message.toAsk = false
      else if (message.status === 'canceling')
        throw new Error(`[M12] the cancel of ${messageId} went to ${node}/${channel}`)
    }
    if (!claim.more) this.#checkNothingLeft(now)
  }

  /** [M9] */
  #checkOrder(message: MessageModel, sendable: MessageModel[]): void {
    if (message.state.attempt > 0) return
    const isEarlier = (other: MessageModel) => this.messages.indexOf(other) < this.messages.indexOf(message)
    const key = message.command.concurrencyKey
    const before = sendable.find((other) => {
      if (other === message) return false
      if (other.state.attempt > 0) return !message.mayHaveWaited
      if (key !== '' && other.command.concurrencyKey === key) return isEarlier(other)
      return !message.mayHaveWaited && isEarlier(other)
    })
    if (before) throw new Error(`[M9] ${message.id} was sent before ${before.id}`)
  }

  #checkNothingLeft(now: number): void {
    for (const { name, live } of this.devices.values()) {
      if (!live) continue
      const left = this.sendable(name)[0]
      if (left && this.unreceipted(name, now).atMost < this.rules.window)
        throw new Error(`${left.id} could be sent, and the outbox does not know`)
      const unasked = this.openOf(name).find((message) => message.toAsk)
      if (unasked) throw new Error(`[M12] the device is not asked to cancel ${unasked.id}`)
    }
  }

  report(report: Report, now: number): ReportAnswer[] {
    const device = this.devices.get(report.device)
    const message = this.#byId.get(report.messageId)
    if (!device || !message) return ['UNKNOWN_MESSAGE']
    const wrong: ReportAnswer[] = []
    if (message.device !== report.device) wrong.push('WRONG_DEVICE')
    if (device.live?.channel !== report.channel) wrong.push('STALE_CHANNEL')
    if (device.session !== report.session) wrong.push('STALE_SESSION')
    if (wrong.length > 0) return wrong
    const answer = message.said(report, now)
    this.#noteKeys(report.device)
    return [answer]
  }

  cancel(id: string, now: number): 'canceled' | 'asked' | 'unchanged' | 'unknown' {
    const message = this.#byId.get(id)
    if (!message) return 'unknown'
    if (!message.isOpen) return 'unchanged'
    if (message.status !== 'canceling') message.apply('cancel', now, { reason: 'CANCELED_BY_APPLICATION' })
    return message.status === 'canceling' ? 'asked' : 'canceled'
  }

  /** [M7] The events that a sweep appended must be those of clocks that have ended. */
  swept(events: SeenEvent[], now: number): void {
    for (const event of events) {
      const message = this.#known(event.messageId)
      const live = this.devices.get(message.device)?.live
      const clock = message
        .ended(now, live !== undefined)
        .find(({ input, reason }) => this.#fits(message, input, reason, event))
      if (!clock?.input)
        throw new Error(`[M7] a sweep made of ${message.id}, ${message.status}: ${JSON.stringify(event)}`)
      const backsOff = clock.reason === 'NO_RECEIPT'
      if (backsOff) this.#checkBackoff(message, event.nextAt, now)
      message.apply(clock.input, now, {
        reason: clock.reason,
        ...(backsOff && event.nextAt > 0 && { nextAt: event.nextAt }),
      })
    }
  }

  #fits(message: MessageModel, input: Input | undefined, reason: string, event: SeenEvent): boolean {
    const kinds = { retry: 'requeued', resume: 'requeued', expire: 'expired', time_out: 'timed_out', exhaust: 'failed' }
    const kind = input && (kinds as Partial<Record<Input, string>>)[input]
    return kind === event.kind && reason === event.reason && message.state.attempt === event.attempt
  }

  /** [M8] Full jitter under a ceiling that doubles. */
  #checkBackoff(message: MessageModel, nextAt: number, now: number): void {
    message.tries++
    const ceiling = Math.min(this.rules.backoffCapMs, this.rules.backoffBaseMs * 2 ** (message.tries - 1))
    if (nextAt !== 0 && (nextAt <= now || nextAt >= now + ceiling))
      throw new Error(`[M8] ${message.id} backs off for ${nextAt - now} ms after ${message.tries} tries`)
  }

  /** [M10] All that has ended was looked at. */
  freeSeats(now: number): void {
    for (const message of this.messages) if (message.seatEndsAt <= now) message.seatEndsAt = 0
  }

  /** Clocks that have ended by now, with an event or without. */
  ended(now: number): { message: MessageModel; clock: Ended }[] {
    return this.messages.flatMap((message) => {
      const isOnline = this.devices.get(message.device)?.live !== undefined
      return message.isOpen ? message.ended(now, isOnline).map((clock) => ({ message, clock })) : []
    })
  }

  /** @returns the channel that was live */
  open(name: string, fresh: Channel): Channel | undefined {
    const device = this.devices.get(name)
    if (!device) throw new Error(`${name} is not enrolled`)
    const { live } = device
    if (device.channels.some(({ channel }) => channel >= fresh.channel))
      throw new Error(`[S3] channel ${fresh.channel} of ${name} is not newer than those before`)
    Object.assign(device, { live: fresh, session: fresh.session })
    device.channels.push(fresh)
    return live
  }

  /** [M8] What the lost channel had not receipted is queued again when the next one opens. */
  requeue(name: string, now: number): void {
    for (const message of this.openOf(name)) {
      if (message.status === 'sent') message.apply('retry', now, { reason: 'CHANNEL_LOST' })
      if (message.status === 'canceling') message.toAsk = true
      message.seatEndsAt = 0
    }
  }

  close(name: string, channel: number): void {
    const device = this.devices.get(name)
    if (device?.live?.channel === channel) device.live = undefined
  }

  bury(node: string): void {
    for (const device of this.devices.values()) if (device.live?.node === node) device.live = undefined
  }

  /** [S5] @returns the epoch, and the channel that was live */
  enroll(name: string, key: number, now: number): { epoch: number; evicted: Channel | undefined } {
    const known = this.devices.get(name)
    if (known && !known.revoked && known.key === key) return { epoch: known.epoch, evicted: undefined }
    const evicted = known?.live
    this.#removeAll(name, 'ENROLLED_AGAIN', now)
    const epoch = (known?.epoch ?? 0) + 1
    this.devices.set(name, {
      name,
      epoch,
      key,
      revoked: false,
      live: undefined,
      session: '',
      channels: known?.channels ?? [],
    })
    return { epoch, evicted }
  }

  revoke(name: string, now: number): { known: boolean; removed: number; evicted: Channel | undefined } {
    const device = this.devices.get(name)
    if (!device) return { known: false, removed: 0, evicted: undefined }
    const evicted = device.live
    const removed = this.#removeAll(name, 'DEVICE_REVOKED', now)
    Object.assign(device, { revoked: true, live: undefined, session: '' })
    return { known: true, removed, evicted }
  }

  #removeAll(name: string, reason: string, now: number): number {
    const open = this.openOf(name)
    for (const message of open) message.apply('remove', now, { reason })
    return open.length
  }

  #known(id: string): MessageModel {
    const message = this.#byId.get(id)
    if (!message) throw new Error(`${id} was never submitted`)
    return message
  }
}
