import type { Deferred, Journal } from './journal.ts'
import { KEEP_MARGIN_MS } from './limits.ts'
import { type Log, sentenceOf } from './log.ts'
import type { Outbox } from './outbox.ts'
import type { Outcome } from './outcome.ts'
import { cut } from './text.ts'
import type { Deliver } from './transport.ts'

/** How a message leaves the agent's hands: first it is written to the journal, then it is said [D1] [D2]. None rejects. */
export type Endings = {
  /** With a result. */
  end(deliver: Deliver, contentSha256: string, outcome: Outcome): Promise<void>
  /** Not now: the server sends it again. */
  postpone(deliver: Deliver, why: Deferred): Promise<void>
  /** Canceled: should it still come, it is not run. */
  bury(messageId: string, reason: string, until: number): Promise<void>
  /** Until when a message's entry is kept, at the least. */
  keepUntil(deliver: Deliver): number
}

export type EndingsOptions = { journal: Journal; outbox: Outbox; log: Log; serverNow(): number }

export function createEndings({ journal, outbox, log, serverNow }: EndingsOptions): Endings {
  const keepUntil = ({ deliverByAt }: Deliver) => Math.max(deliverByAt, serverNow()) + KEEP_MARGIN_MS

  async function end(deliver: Deliver, contentSha256: string, outcome: Outcome): Promise<void> {
    const { messageId, traceparent } = deliver
    const ending = { ...outcome, contentSha256, ...(traceparent && { traceparent }) }
    // The result is its own receipt.
    outbox.drop('receipt', messageId)
    try {
      await journal.append({ type: 'ended', messageId, ending, keepUntil: keepUntil(deliver) })
    } catch (error) {
      // The effect has been had: better said once without the journal than never.
      log.error({ messageId, error: sentenceOf(error) }, 'A result could not be written to the journal.')
    }
    outbox.say('result', messageId, { messageId, ...ending })
  }

  async function postpone(deliver: Deliver, why: Deferred): Promise<void> {
    const { messageId, attempt } = deliver
    outbox.drop('receipt', messageId)
    try {
      await journal.append({ type: 'deferred', messageId, attempt, why, keepUntil: keepUntil(deliver) })
    } catch (error) {
      log.error({ messageId, error: sentenceOf(error) }, 'A deferral could not be written to the journal.')
    }
    outbox.say('defer', messageId, { messageId, ...why })
  }

  async function bury(messageId: string, reason: string, until: number): Promise<void> {
    outbox.drop('receipt', messageId)
    try {
      await journal.append({ type: 'canceled', messageId, reason, keepUntil: until })
      outbox.say('cancel', messageId, { messageId, canceled: true, reason })
    } catch (error) {
      // Not remembered, so not promised: the server asks again or its clocks end the message.
      log.error({ messageId, error: sentenceOf(error) }, 'A cancel could not be written to the journal.')
    }
  }

  return { end, postpone, bury, keepUntil }
}

/** A handler's wish as it is said: at a time by the server's clock, or at a trigger. */
export function deferredOf(
  deferral: { reason: string } & Partial<Record<'untilAt' | 'afterMs', number>> & { trigger?: string },
  now: number,
): Deferred {
  const reason = cut(deferral.reason)
  if (deferral.trigger !== undefined) return { reason, untilAt: 0, trigger: cut(deferral.trigger) }
  return { reason, untilAt: Math.round(deferral.untilAt ?? now + (deferral.afterMs ?? 0)), trigger: '' }
}
