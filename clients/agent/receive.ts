import type { Clock } from './clock.ts'
import type { Endings } from './endings.ts'
import type { Credential } from './hello.ts'
import { type Entry, isOpen, type Journal, type OpenEntry } from './journal.ts'
import { FULL_DEFER_MS, PRUNE_EVERY_MS, SETTLED_MAX } from './limits.ts'
import { type Log, sentenceOf } from './log.ts'
import type { Kind, Outbox, Refusal } from './outbox.ts'
import { failed } from './outcome.ts'
import { refuse } from './run.ts'
import type { Deliver } from './transport.ts'
import type { Work } from './work.ts'

/** What the device does about each thing the server says: always by what the journal knows of that message [D1]. */
export type Receiver = {
  deliver(deliver: Deliver): void
  cancel(messageId: string): void
  /** The server has it, or never will. */
  settled(kind: Kind, messageId: string, refusal: Refusal | undefined): void
  ready(messageId: string): boolean
  /** After a start: takes up what the journal says is not at its end. */
  recover(): void
  stop(): void
}

export type ReceiverOptions = {
  journal: Journal
  outbox: Outbox
  endings: Endings
  work: Work
  credential: Credential
  sha256(text: string): string | Promise<string>
  openMax: number
  canResume(deliver: Deliver): boolean
  clock: Clock
  log: Log
  serverNow(): number
}

export function receiver(options: ReceiverOptions): Receiver {
  const { journal, outbox, endings, work, credential, clock, log, serverNow } = options
  let openCount = 0
  let stopPrune: (() => void) | undefined

  function deliver(message: Deliver): void {
    const { messageId, attempt } = message
    const entry = journal.entries.get(messageId)
    // On its way to the disk: it is answered when it is there.
    if (taking.has(messageId)) return
    if (entry && !(entry.state === 'deferred' && attempt > entry.attempt)) {
      answerAgain(messageId, entry, attempt)
      return
    }
    taking.add(messageId)
    void take(message).finally(() => taking.delete(messageId))
  }

  /** Between the frame and the journal: a hash takes a moment. */
  const taking = new Set<string>()

  async function take(message: Deliver): Promise<void> {
    const { messageId, deviceId, epoch } = message
    outbox.drop('defer', messageId)
    if (work.tasks.size + openCount >= options.openMax) {
      const why = { reason: 'The device has as many open messages as it takes.', untilAt: serverNow() + FULL_DEFER_MS }
      return await endings.postpone(message, { ...why, trigger: '' })
    }
    openCount++
    const contentSha256 = await options.sha256(message.content)
    openCount--
    if (journal.entries.get(messageId)?.state === 'canceled') return
    if (epoch !== credential.epoch || deviceId !== credential.deviceId)
      return await endings.end(message, contentSha256, refuse('STALE_EPOCH', 'It is for another enrolment or device.'))
    if (contentSha256 !== message.contentSha256)
      return await endings.end(message, contentSha256, refuse('BAD_CONTENT', 'The content does not have its hash.'))
    const receivedAt = serverNow()
    const written = journal.append({ type: 'received', messageId, deliver: message, contentSha256, receivedAt })
    const task = work.add({ deliver: message, contentSha256, receivedAt, startsBefore: 0 })
    // What starts now goes to the disk together with the receipt.
    work.schedule()
    try {
      await written
      if (task.phase !== 'ended') sayReceipt(message, contentSha256)
    } catch (error) {
      // Not receipted: the server sends it again. What was to start at once says so itself.
      if (work.forget(task)) note({ type: 'forgotten', messageId })
      log.error({ messageId, error: sentenceOf(error) }, 'A message could not be written to the journal.')
    }
  }

  function answerAgain(messageId: string, entry: Entry, attempt: number): void {
    if (isOpen(entry)) sayReceipt({ ...entry.deliver, attempt }, entry.contentSha256)
    // Neither settled nor being said: it is on its way to the disk, and said when it is there.
    else if (entry.isSettled || outbox.has(KIND_OF[entry.state], messageId)) sayEnd(messageId, entry)
  }

  function sayEnd(messageId: string, entry: Exclude<Entry, OpenEntry>): void {
    switch (entry.state) {
      case 'ended':
        outbox.say('result', messageId, { messageId, ...entry.ending })
        break
      case 'canceled':
        outbox.say('cancel', messageId, { messageId, canceled: true, reason: entry.reason })
        break
      case 'deferred':
        outbox.say('defer', messageId, { messageId, ...entry.why })
        break
    }
  }

  const sayReceipt = ({ messageId, attempt, traceparent }: Deliver, contentSha256: string) => {
    const { deviceId } = credential
    const traced = traceparent && { traceparent }
    outbox.say('receipt', messageId, { messageId, deviceId, attempt, contentSha256, ...traced })
  }

  function cancel(messageId: string): void {
    const entry = journal.entries.get(messageId)
    if (entry?.state === 'ended' || entry?.state === 'canceled') answerAgain(messageId, entry, 0)
    else work.cancel(messageId)
  }

  function settled(kind: Kind, messageId: string, refusal: Refusal | undefined): void {
    if (refusal) log.warn({ messageId, kind, ...refusal }, 'The server refused what the device said.')
    const entry = journal.entries.get(messageId)
    if (!entry || isOpen(entry) || KIND_OF[entry.state] !== kind) return
    if (entry.state === 'deferred') deferSettled(messageId, entry, refusal)
    else note({ type: 'settled', messageId })
  }

  /** First the server takes the deferral, then (if there is a trigger) that it is ready; then it sends the message again. */
  function deferSettled(
    messageId: string,
    { isSettled, isReady, why }: Extract<Entry, { state: 'deferred' }>,
    refusal: Refusal | undefined,
  ): void {
    if (refusal || (isSettled && isReady) || why.trigger === '') note({ type: 'forgotten', messageId })
    else {
      note({ type: 'settled', messageId })
      if (isReady) sayReady(messageId)
    }
  }

  function ready(messageId: string): boolean {
    const entry = journal.entries.get(messageId)
    if (entry?.state !== 'deferred' || entry.why.trigger === '') return false
    note({ type: 'ready', messageId })
    // A server that does not know of the deferral yet would refuse this: first that, then this.
    if (entry.isSettled) sayReady(messageId)
    return true
  }

  const sayReady = (messageId: string) =>
    outbox.say('defer', messageId, { messageId, reason: '', untilAt: 0, trigger: '', ready: true })

  /** Its loss in a crash costs no more than saying something again. */
  function note(record: Parameters<Journal['append']>[0]): void {
    journal.append(record).catch((error: unknown) => {
      log.warn({ messageId: record.messageId, error: sentenceOf(error) }, 'A note could not be written to the journal.')
    })
  }

  function recover(): void {
    for (const [messageId, entry] of journal.entries) {
      if (isOpen(entry)) takeUp(entry)
      else if (entry.state === 'deferred' && entry.isSettled) {
        if (entry.isReady) sayReady(messageId)
      } else if (!entry.isSettled) sayEnd(messageId, entry)
    }
    prune()
  }

  function takeUp(entry: OpenEntry): void {
    const { deliver: message, contentSha256, receivedAt } = entry
    const startsBefore = entry.state === 'started' ? entry.starts : 0
    if (startsBefore > 0 && !options.canResume(message)) {
      const outcome = failed('INTERRUPTED', 'The agent ended in the middle of it; how far it came is not known.')
      void endings.end(message, contentSha256, outcome)
      return
    }
    work.add({ deliver: message, contentSha256, receivedAt, startsBefore })
    sayReceipt(message, contentSha256)
  }

  function prune(): void {
    stopPrune = clock.after(PRUNE_EVERY_MS, prune)
    const now = serverNow()
    let settledCount = 0
    for (const entry of journal.entries.values()) if (!isOpen(entry)) settledCount++
    for (const [messageId, entry] of journal.entries) {
      if (!('keepUntil' in entry) || !entry.isSettled) continue
      if (entry.keepUntil > now && settledCount <= SETTLED_MAX) continue
      settledCount--
      note({ type: 'forgotten', messageId })
    }
  }

  return { deliver, cancel, settled, ready, recover, stop: () => stopPrune?.() }
}

const KIND_OF = { ended: 'result', canceled: 'cancel', deferred: 'defer' } as const
