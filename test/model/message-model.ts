import { CONFLICTS_KEPT_MAX } from '../../core/limits.ts'
import {
  type EventKind,
  type Input,
  isFinal,
  type MachineState,
  STATUSES,
  type Status,
  step,
} from '../../core/message.ts'
import type { CommandRecord, Outcome, Report, ReportAnswer } from '../../core/ports/messages.ts'

/** An event of the hook log as far as the contract fixes it. */
export type ModelEvent = { kind: EventKind; at: number; attempt: number; reason: string; nextAt: number }

/** What the settings of a deployment fix. */
export type Rules = {
  graceMs: number
  attemptsMax: number
  window: number
  openMax: number
  backoffBaseMs: number
  backoffCapMs: number
}

/** What an input brings with it. */
export type Brings = {
  reason?: string
  session?: string
  note?: string
  percent?: number
  sequence?: number
  untilAt?: number
  outcome?: Outcome
  /** The moment until which it backs off, as it was seen: chance decides it. */
  nextAt?: number
}

const RESULTS = { succeed: 'succeeded', fail: 'failed', reject: 'rejected' } as const
const OK: Outcome = { code: 'OK', detail: '', output: '' }

/** An ended clock, and what it does to the message; without an input it changes no status. */
export type Ended = { input: Input | undefined; reason: string }

/**
 * One message by the contract: docs/spec.md and `step` of core/message.ts say what happens, and nothing here is taken from
 * the functions in the store. It is told what happened, and answers what must be true then.
 */
export class MessageModel {
  readonly events: ModelEvent[] = []
  state: MachineState = { status: 'queued', attempt: 0, late: false }
  tries = 0
  dueAt = 0
  receivedAt = 0
  session = ''
  reason = ''
  note = ''
  percent = 0
  outcome: Outcome | undefined
  readonly conflicts: Outcome[] = []
  /** [M9] Another message held its key at some time, so it may have waited in a line of its own. */
  mayHaveWaited = false
  /** [M12] The device is to be asked, now or on its next channel. */
  toAsk = false
  /** [M10] Until when it counts as unreceipted on its channel while it is being cancelled; 0: it does not. */
  seatEndsAt = 0
  #sequence = 0
  #receiptAttempt = 0

  readonly id: string
  readonly device: string
  readonly command: CommandRecord
  readonly #rules: Rules

  /** @param removedAs why its device could not take it, although it could a moment ago [M1] */
  constructor(id: string, device: string, command: CommandRecord, now: number, rules: Rules, removedAs?: string) {
    this.id = id
    this.device = device
    this.command = command
    this.#rules = rules
    if (removedAs === undefined) {
      this.#emit('queued', now)
    } else {
      this.state = { status: 'removed', attempt: 0, late: false, endedAt: now }
      this.reason = removedAs
      this.#emit('removed', now, removedAs)
    }
  }

  get status(): Status {
    return this.state.status
  }
  get isOpen(): boolean {
    return !isFinal(this.status)
  }
  get deliverByAt(): number {
    return this.command.acceptedAt + this.command.clocks.deliverBy * 1_000
  }
  /** [M9] From its first sending to its end. */
  get holdsKey(): boolean {
    return this.command.concurrencyKey !== '' && this.isOpen && this.state.attempt > 0
  }

  /** [M2, M6] Gives why not, when it changes nothing. */
  apply(input: Input, now: number, brings: Brings = {}): 'ILLEGAL' | 'NEVER_SENT' | 'GRACE_OVER' | undefined {
    const next = step(this.state, input, now, this.#rules.graceMs)
    if ('refused' in next) return next.refused
    const { status: from } = this.state
    this.seatEndsAt = from === 'sent' && input === 'cancel' ? this.dueAt : this.seatEndsAt
    this.state = next.state
    if (this.state.before !== 'sent') this.seatEndsAt = 0
    const isLate = next.state.late && isFinal(from)
    if (next.events.includes('received')) this.#receive(now, brings)
    if (isLate) this.session = brings.session ?? ''
    this.reason = brings.reason ?? ''
    if (input === 'progress') {
      this.#sequence = brings.sequence ?? 0
      this.percent = brings.percent ?? 0
      this.note = brings.note ?? ''
    }
    if (brings.outcome && !isEmpty(brings.outcome)) this.outcome = brings.outcome
    for (const kind of next.events) {
      const isOwn = kind === next.events.at(-1)
      this.#emit(kind, now, isOwn ? this.reason : '', isOwn ? (brings.nextAt ?? brings.untilAt ?? 0) : 0)
    }
    this.#startClock(from, now, brings)
    return undefined
  }

  #receive(now: number, { session }: Brings): void {
    this.session = session ?? ''
    this.receivedAt = now
    this.#receiptAttempt = this.state.attempt
    this.tries = 0
  }

  #emit(kind: EventKind, at: number, reason = '', nextAt = 0): void {
    this.events.push({ kind, at, attempt: this.state.attempt, reason, nextAt })
  }

  /** [M7] What the new status sets going. */
  #startClock(from: Status, now: number, { nextAt, untilAt }: Brings): void {
    const { ackBy, lease, completeBy } = this.command.clocks
    switch (this.status) {
      case 'queued':
        this.dueAt = nextAt ?? 0
        break
      case 'sent':
        this.dueAt = now + ackBy * 1_000
        break
      case 'received':
      case 'running':
        this.dueAt = Math.min(now + lease * 1_000, this.receivedAt + completeBy * 1_000)
        break
      case 'deferred':
        this.dueAt = untilAt ?? 0
        break
      case 'canceling':
        this.dueAt = Math.min(now + ackBy * 1_000, this.cancelEndsAt)
        if (from !== 'canceling') this.toAsk = true
        break
      default:
        this.dueAt = 0
    }
    if (this.status !== 'canceling') this.toAsk = false
  }

  /** [M12] When a cancel that is not answered ends it. */
  get cancelEndsAt(): number {
    const { before } = this.state
    return before === 'sent' ? this.deliverByAt : this.receivedAt + this.command.clocks.completeBy * 1_000
  }

  /** [M7] The clocks that have ended, in no order: a sweep may take them in any. `isOnline`: [M8]. */
  ended(now: number, isOnline: boolean): Ended[] {
    const ended: Ended[] = []
    const { status, before } = this.state
    if (now >= this.deliverByAt) {
      if (status === 'queued' || status === 'sent' || status === 'deferred')
        ended.push({ input: 'expire', reason: 'UNDELIVERED' })
      if (status === 'canceling' && before === 'sent') ended.push({ input: 'time_out', reason: 'CANCEL_UNANSWERED' })
    }
    if (this.dueAt > 0 && now >= this.dueAt) ended.push(this.#ownClock(now, isOnline))
    return ended
  }

  #ownClock(now: number, isOnline: boolean): Ended {
    switch (this.status) {
      case 'sent':
        if (!isOnline) return { input: 'retry', reason: 'CHANNEL_LOST' }
        return this.tries + 1 >= this.#rules.attemptsMax
          ? { input: 'exhaust', reason: 'ATTEMPTS_EXHAUSTED' }
          : { input: 'retry', reason: 'NO_RECEIPT' }
      case 'received':
      case 'running':
        return {
          input: 'time_out',
          reason: now >= this.receivedAt + this.command.clocks.completeBy * 1_000 ? 'COMPLETE_BY_ENDED' : 'LEASE_ENDED',
        }
      case 'deferred':
        return { input: 'resume', reason: 'DEFERRAL_ENDED' }
      case 'canceling':
        return { input: now >= this.cancelEndsAt ? 'time_out' : undefined, reason: 'CANCEL_UNANSWERED' }
      default:
        return { input: undefined, reason: '' }
    }
  }

  /** A clock that ended without changing the status: the backoff is over, or the device is asked again. */
  passSilently(now: number): void {
    if (this.status === 'canceling') {
      this.toAsk = true
      this.dueAt = Math.min(now + this.command.clocks.ackBy * 1_000, this.cancelEndsAt)
    } else {
      this.dueAt = 0
    }
  }

  /** The answer to what the device said on its live channel, with its own session. */
  said(report: Report, now: number): ReportAnswer {
    const { input, outcome } = report
    if (this.state.attempt === 0 && this.isOpen) return 'NEVER_SENT'
    const isResult = input === 'succeed' || input === 'fail' || input === 'reject'
    if (isResult) {
      const takesLate = (this.status === 'timed_out' || this.status === 'expired') && input !== 'reject'
      if (!this.isOpen && !takesLate) return this.#again(RESULTS[input], normal(outcome ?? OK))
    } else if (this.#isRepeat(report)) {
      return 'repeated'
    }
    const hasReason = input === 'defer' || input === 'cancel_accepted' || input === 'cancel_refused'
    const { note = '', percent = 0, sequence = 0, session, untilAt } = report
    const refused = this.apply(input, now, {
      ...{ session, note, percent, sequence },
      ...(hasReason && { reason: note }),
      ...(input === 'defer' && untilAt !== undefined && { untilAt }),
      ...(isResult && outcome && { outcome }),
    })
    return refused ?? 'stored'
  }

  /** [M4] */
  #again(status: Status, outcome: Outcome): ReportAnswer {
    const wasSaid = this.status === status && this.session !== '' && this.reason !== 'ATTEMPTS_EXHAUSTED'
    if (wasSaid && isSame(outcome, this.outcome ?? OK)) return 'repeated'
    if (this.conflicts.length < CONFLICTS_KEPT_MAX && !this.conflicts.some((kept) => isSame(kept, outcome)))
      this.conflicts.push(outcome)
    return 'CONFLICT'
  }

  #isRepeat({ input, attempt = 0, sequence = 0 }: Report): boolean {
    const { status, before } = this.state
    const underneath = status === 'canceling' ? before : status
    switch (input) {
      case 'receipt':
        return !((underneath === 'queued' || underneath === 'sent') && attempt > this.#receiptAttempt)
      case 'progress':
        return STATUSES.indexOf(status) >= STATUSES.indexOf('running') && sequence <= this.#sequence
      case 'defer':
        return status === 'deferred'
      case 'ready':
        return status !== 'deferred' && this.session !== ''
      case 'cancel_accepted':
        return status === 'canceled'
      case 'cancel_refused':
        return status !== 'canceling'
      default:
        return false
    }
  }
}

const isEmpty = ({ code, detail, output }: Outcome): boolean =>
  (code === '' || code === 'OK') && detail === '' && output === ''
const normal = (outcome: Outcome): Outcome => (isEmpty(outcome) ? OK : outcome)
const isSame = (a: Outcome, b: Outcome): boolean => a.code === b.code && a.detail === b.detail && a.output === b.output
