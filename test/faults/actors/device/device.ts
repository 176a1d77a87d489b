import { createHash } from 'node:crypto'
import type { Wire } from '../../cast.ts'
import type { HistoryWriter } from '../../history.ts'
import type { DeviceMutation } from '../../mutants/mutant.ts'
import type { Random } from '../../random.ts'
import type { Traps } from '../traps.ts'
import { openChannels } from './channels.ts'
import type { Item } from './dial.ts'
import type { Behaviour, Deliver, Entry, Journal, Result } from './journal.ts'

/** What is not answered is said again after this [D2]. */
const SAY_AGAIN_MS = 5_000
const LOOK_MS = 1_000
/** The lists of `accepted`, and the frames that they answer. */
const LISTS = {
  receipts: 'receipt',
  progress: 'progress',
  results: 'result',
  defers: 'defer',
  cancels: 'cancel',
} as const
const SUCCEEDED = 'STATUS_SUCCEEDED'
const FAILED = 'STATUS_FAILED'
const REJECTED = 'STATUS_REJECTED'
const WORDS: Record<string, string> = { [SUCCEEDED]: 'succeeded', [FAILED]: 'failed', [REJECTED]: 'rejected' }

export type Device = {
  storm(twins: boolean): void
  /** Whether its channel is open and everything it had to say was stored. */
  isSettled(): boolean
  isOpen(): boolean
}

/**
 * A simulated device that keeps its side of the contract [D1–D5] and writes down all that it does. What a message asks of
 * it is in the content: `{ do: 'work', ms: 300 }`.
 */
export function openDevice(given: {
  device: string
  wire: Wire
  ports: readonly number[]
  history: HistoryWriter
  random: Random
  journal: Journal
  traps: Traps
  life: number
  mutation: DeviceMutation
}): Device {
  const { device: d, history, random, journal, traps, mutation } = given
  const entries = journal.of(d)
  const keyOf = mutation.identity ?? ((messageId: string) => messageId)
  /** When what has no answer was said last. */
  const saidAt = new Map<string, number>()
  /** On which channel it was said last, and what was said on one that had been replaced. */
  const saidOn = new Map<string, number>()
  const fenced = new Set<string>()
  const running = new Map<string, NodeJS.Timeout>()
  const channels = openChannels({ ...given, welcomed, heard })
  setInterval(sayAgain, LOOK_MS).unref()
  recover()

  /** [D1] After a crash in the middle: nobody knows how far the effect came, so it is not begun again. */
  function recover(): void {
    for (const [key, entry] of [...entries]) {
      if (entry.state === 'started') end(key, { status: FAILED, code: 'INTERRUPTED' })
      if (entry.state === 'received') setImmediate(() => run(key, entry.deliver))
    }
  }

  function welcomed(): void {
    saidAt.clear()
    sayAgain()
    // Of a channel that was replaced nothing may count any more: not even what is known already. Of a message that was never
    // spoken of there before, so that an answer can only be the answer to this.
    for (const number of channels.replaced) {
      for (const [key, entry] of entries) {
        if (entry.state !== 'ended' || !entry.isSettled || (saidOn.get(key) ?? number) === number) continue
        fenced.add(`${number} ${idOf(key)}`)
        channels.sayOn(number, 'result', [resultItem(key, entry)])
        break
      }
    }
  }

  function sayAgain(): void {
    const before = performance.now() - SAY_AGAIN_MS
    for (const [key, entry] of entries) if ((saidAt.get(key) ?? 0) < before) sayEntry(key, entry)
  }

  function sayEntry(key: string, entry: Entry): void {
    switch (entry.state) {
      case 'received':
      case 'started':
        return
      case 'ended':
        if (!entry.isSettled) say(key, 'result', WORDS[entry.result.status] ?? '', resultItem(key, entry))
        return
      case 'deferred':
        if (!entry.isSettled)
          say(key, 'defer', 'defer', { messageId: idOf(key), reason: 'BUSY', untilAt: text(entry.untilAt) })
        return
      case 'canceled':
        if (!entry.isSettled)
          say(key, 'cancel', 'canceled', { messageId: idOf(key), canceled: true, reason: 'STOPPED' })
    }
  }

  function say(key: string, frame: string, what: string, item: Item): void {
    if (channels.open === 0) return
    const outcome = item.outcome as { code: string } | undefined
    history.write({
      ...{ is: 'said', d, m: idOf(key), what, channel: channels.open },
      ...{ sha: String(item.contentSha256 ?? ''), code: outcome?.code ?? '' },
    })
    traps.pass('journalled, not said')
    saidAt.set(key, performance.now())
    saidOn.set(key, channels.open)
    channels.say(frame, [item])
  }

  function heard(frame: string, items: Item[], channel: { number: number; isReplaced: boolean }): void {
    for (const item of items) {
      if (frame === 'deliver') deliver(item as unknown as Deliver)
      else if (frame === 'cancel') cancel(String(item.messageId))
      else if (frame === 'accepted') answered(item, channel)
    }
  }

  function deliver(message: Deliver): void {
    const { messageId: m, attempt, content } = message
    const sha = createHash('sha256').update(content).digest('hex')
    const deliverByAt = Number(message.deliverByAt)
    history.write({ is: 'got', d, m, attempt, sha, deliverByAt })
    const key = keyOf(m, attempt)
    const entry = entries.get(key)
    if (entry && entry.state !== 'received' && entry.state !== 'started') {
      if ('isSettled' in entry) sayEntry(key, { ...entry, isSettled: false })
      return
    }
    const { do: what } = behaviourOf(message)
    if (!entry) {
      // Deaf for the first attempt: the server has to send it again.
      if (what === 'deaf' && attempt === 1) return
      journal.set(d, key, { state: 'received', deliver: { ...message, deliverByAt } })
      if (what !== 'quick') setImmediate(() => run(key, { ...message, deliverByAt }))
    }
    // What ends at once is its own receipt.
    if (!entry && what === 'quick') return run(key, { ...message, deliverByAt }, sha)
    say(key, 'receipt', 'receipt', { messageId: m, deviceId: d, attempt, contentSha256: sha })
  }

  function run(key: string, message: Deliver, sha = ''): void {
    const entry = entries.get(key)
    if (entry?.state !== 'received') return
    const { messageId: m, deliverByAt } = message
    const { do: what, ms } = behaviourOf(message)
    const storeMs = channels.storeNow()
    // [D4] Looked at when its turn has come. Without a word of the server the time is not known, so it waits.
    if (Number.isNaN(storeMs)) return void setTimeout(() => run(key, message, sha), LOOK_MS)
    if (storeMs > deliverByAt && !mutation.ignoresExpiry) return end(key, { status: REJECTED, code: 'EXPIRED' }, sha)
    if (what === 'reject') return end(key, { status: REJECTED, code: 'NOT_ALLOWED' }, sha)
    if (what === 'defer' && message.attempt === 1) return defer(key, storeMs + ms)
    journal.set(d, key, { state: 'started', deliver: message })
    history.write({ is: 'starts', d, m, deliverByAt })
    traps.pass('journalled, not done')
    history.write({ is: 'effect', d, m })
    traps.pass('done, not journalled')
    const result = what === 'fail' ? { status: FAILED, code: 'BROKEN' } : { status: SUCCEEDED, code: '' }
    if (what === 'quick') return end(key, result, sha)
    if (what === 'work') progress(m)
    running.set(
      key,
      setTimeout(() => end(key, result), ms),
    )
  }

  function progress(m: string): void {
    history.write({ is: 'said', d, m, what: 'progress', channel: channels.open, sha: '', code: '' })
    channels.say('progress', [{ messageId: m, sequence: 1, percent: random.whole(1, 99), note: 'at it' }])
  }

  function end(key: string, result: Result, sha = ''): void {
    running.delete(key)
    const entry: Entry = { state: 'ended', result, sha, isSettled: false }
    journal.set(d, key, entry)
    sayEntry(key, entry)
  }

  function defer(key: string, untilAt: number): void {
    const entry: Entry = { state: 'deferred', untilAt: Math.floor(untilAt), isSettled: false }
    journal.set(d, key, entry)
    sayEntry(key, entry)
  }

  function cancel(m: string): void {
    const key = keyOf(m, 1)
    const entry = entries.get(key)
    if (entry && entry.state !== 'received' && entry.state !== 'started')
      return sayEntry(key, { ...entry, isSettled: false } as Entry)
    if (entry?.state === 'started' && random.chance(0.5))
      return say(key, 'cancel', 'cancel-refused', { messageId: m, canceled: false, reason: 'TOO_LATE' })
    clearTimeout(running.get(key))
    running.delete(key)
    const canceled: Entry = { state: 'canceled', isSettled: false }
    journal.set(d, key, canceled)
    sayEntry(key, canceled)
  }

  function answered(accepted: Item, { number: channel, isReplaced }: { number: number; isReplaced: boolean }): void {
    for (const [list, frame] of Object.entries(LISTS)) {
      for (const m of (accepted[list] as string[] | undefined) ?? []) {
        const isFenced = frame === 'result' && fenced.has(`${channel} ${m}`)
        history.write({ is: 'stored', d, m, what: frame, channel, fenced: isFenced })
        if (!isFenced) settle(m, frame)
      }
    }
    for (const { messageId, frame, code } of (accepted.refused as Item[] | undefined) ?? []) {
      const [m, what] = [String(messageId), String(frame)]
      history.write({ is: 'refusal', d, m, what, code: String(code), channel })
      // These two are to be said again, on the channel that is the device's now.
      if (!isReplaced && code !== 'STALE_SESSION' && code !== 'STALE_CHANNEL') settle(m, what)
    }
  }

  function settle(m: string, frame: string): void {
    for (const [key, entry] of entries) {
      if (idOf(key) !== m) continue
      if (entry.state === 'ended' && frame === 'result') settleResult(key, entry)
      else if (entry.state === 'deferred' && frame === 'defer') journal.set(d, key, undefined)
      else if (entry.state === 'canceled' && frame === 'cancel') journal.set(d, key, { ...entry, isSettled: true })
    }
  }

  function settleResult(key: string, entry: Extract<Entry, { state: 'ended' }>): void {
    if (entry.isSettled) return
    journal.set(d, key, { ...entry, isSettled: true })
    // A device that contradicts itself: what was said first stands [M4].
    if (entry.result.status === SUCCEEDED && random.chance(0.02))
      say(key, 'result', 'contradicts', { ...resultItem(key, entry), status: FAILED, outcome: { code: 'CONTRADICTS' } })
  }

  function resultItem(key: string, { result, sha }: Extract<Entry, { state: 'ended' }>): Item {
    const outcome = { code: result.code, detail: '', output: '' }
    return { messageId: idOf(key), status: result.status, outcome, ...(sha !== '' && { contentSha256: sha }) }
  }

  function text(ms: number): string | number {
    return given.wire === 'grpc' ? ms : String(ms)
  }

  return {
    storm: (twins) => channels.storm(twins),
    isOpen: () => channels.open !== 0,
    isSettled: () =>
      channels.open !== 0 && [...entries.values()].every((entry) => 'isSettled' in entry && entry.isSettled),
  }
}

/** A journal that knows messages by more than their identifier has it behind a slash. */
const idOf = (key: string): string => key.split('/')[0] ?? key

function behaviourOf({ content }: Deliver): Behaviour {
  const { do: what = 'quick', ms = 0 } = JSON.parse(content) as Partial<Behaviour>
  return { do: what, ms }
}
