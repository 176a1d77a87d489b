import { isFinal, type MachineState, STATUSES, type Status, step } from '../../core/message.ts'

/** What a device can say about a message, as far as the answer depends on it. */
export type Word =
  | { input: 'receipt'; attempt: number }
  | { input: 'progress'; sequence: number }
  | { input: 'succeed' | 'fail' | 'reject'; outcome: string }
  | { input: 'defer' | 'ready' | 'cancel_accepted' | 'cancel_refused' }
/** `accepted`, or the code of the refusal. */
export type Answer = string

const GRACE_MS = 86_400_000
const FINAL_OF = { succeed: 'succeeded', fail: 'failed', reject: 'rejected' } as const

/**
 * One message as its device and its application should see it: core/message.ts says what changes, and this beside it what
 * the wire adds: which words are repeats [D2], and which results conflict [M4].
 */
export function createDeviceModel() {
  let state: MachineState = { status: 'queued', attempt: 0, late: false }
  const events = ['queued']
  let receiptAttempt = 0
  let sequence = 0
  let hasSession = false
  let result = ''

  /** Whether it applied. */
  function apply(input: Parameters<typeof step>[1]): string | undefined {
    const next = step(state, input, 0, GRACE_MS)
    if ('refused' in next) return next.refused
    if (next.events.includes('received')) {
      receiptAttempt = state.attempt
      hasSession = true
    }
    state = next.state
    events.push(...next.events)
    return undefined
  }

  function isRepeat(word: Word): boolean {
    const { status, before } = state
    switch (word.input) {
      case 'receipt': {
        const underneath = status === 'canceling' ? before : status
        return !((underneath === 'queued' || underneath === 'sent') && word.attempt > receiptAttempt)
      }
      case 'progress':
        return ordinal(status) >= ordinal('running') && word.sequence <= sequence
      case 'defer':
        return status === 'deferred'
      case 'ready':
        return status !== 'deferred' && hasSession
      case 'cancel_accepted':
        return status === 'canceled'
      case 'cancel_refused':
        return status !== 'canceling'
      default:
        return false
    }
  }

  return {
    get status(): Status {
      return state.status
    },
    events: events as readonly string[],
    /** A change that is the server's own. */
    server(input: 'send' | 'retry' | 'cancel'): void {
      apply(input)
    },
    /** A word of the device with its own session, on its live channel. */
    said(word: Word): Answer {
      if ('outcome' in word && isFinal(state.status))
        return state.status === FINAL_OF[word.input] && word.outcome === result ? 'accepted' : 'CONFLICT'
      if (isRepeat(word)) return 'accepted'
      const refused = apply(word.input)
      if (refused) return refused
      if ('outcome' in word) result = word.outcome
      if ('sequence' in word) sequence = word.sequence
      return 'accepted'
    },
  }
}

const ordinal = (status: Status): number => STATUSES.indexOf(status)
