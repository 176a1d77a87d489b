import type { Clock } from './clock.ts'
import { FRAME_BYTES_MAX, FRAME_ITEMS_MAX, PROGRESS_EVERY_MS, RESAY_AFTER_MS } from './limits.ts'
import { createPace } from './pace.ts'
import { utf8Length } from './text.ts'
import type { Accepted, CancelAnswer, Defer, Progress, Receipt, Result, Said } from './transport.ts'

/** What is said until the server answers [D2]. The session is put in when it is said. */
type Words = { receipt: Receipt; result: Result; defer: Defer; cancel: CancelAnswer }
export type Kind = keyof Words
const KINDS: readonly Kind[] = ['receipt', 'result', 'defer', 'cancel']
const ANSWERED = { receipt: 'receipts', result: 'results', defer: 'defers', cancel: 'cancels' } as const

export type Refusal = { code: string; detail: string }

type Item<Word> = { word: Word; said: { at: number; sessionId: string } | undefined }

/**
 * What the device has to say. All that is put in within one turn of the event loop goes into one frame; it is said again
 * after each welcome, and after ten seconds without an answer. Nothing of it outlives the process: the journal does.
 */
export type Outbox = {
  /** Takes the place of what was to be said of that message in the same kind. */
  say<K extends Kind>(kind: K, messageId: string, word: Words[K]): void
  /** No longer needs to be said. */
  drop(kind: Kind, messageId: string): void
  /** The newest value counts; it is said once a channel. */
  progress(messageId: string, word: Progress): void
  endProgress(messageId: string): void
  answered(accepted: Accepted): void
  /** A channel stands, with this session: everything is said again. */
  opened(sessionId: string): void
  closed(): void
  /** The connection takes more. */
  flush(): void
  isEmpty(): boolean
  has(kind: Kind, messageId: string): boolean
  stop(): void
}

export type Speaker = { send(frame: Said): void; isReady(): boolean }

/** @param onSettled the server has it, or (with a refusal) never will. */
export function createOutbox(
  clock: Clock,
  speaker: Speaker,
  onSettled: (kind: Kind, messageId: string, refusal: Refusal | undefined) => void,
): Outbox {
  const items: { [K in Kind]: Map<string, Item<Words[K]>> } = {
    receipt: new Map(),
    result: new Map(),
    defer: new Map(),
    cancel: new Map(),
  }
  const unsaid: { [K in Kind]: Set<string> } = {
    receipt: new Set(),
    result: new Set(),
    defer: new Set(),
    cancel: new Set(),
  }
  const running = new Map<string, { word: Progress; isSaid: boolean; saidAt: number }>()
  const pace = createPace(clock)
  let sessionId: string | undefined
  let isFlushPlanned = false
  let stopProgressTimer: (() => void) | undefined
  let stopResayTimer: (() => void) | undefined

  const plan = () => {
    if (isFlushPlanned || sessionId === undefined) return
    isFlushPlanned = true
    clock.endOfTurn(() => {
      isFlushPlanned = false
      flush()
    })
  }

  function flush(): void {
    while (sessionId !== undefined && speaker.isReady()) {
      const waitMs = pace.waitMs()
      if (waitMs > 0) {
        pace.later(waitMs, flush)
        return
      }
      const frame = nextFrame(sessionId)
      if (!frame) return
      pace.spend(Object.keys(frame).length)
      speaker.send(frame)
    }
  }

  function nextFrame(session: string): Said | undefined {
    const room = { items: FRAME_ITEMS_MAX, bytes: FRAME_BYTES_MAX }
    const frame: Said = {}
    const receipt = take('receipt', session, room)
    if (receipt.length > 0) frame.receipt = receipt
    const progress = takeProgress(session, room)
    if (progress.length > 0) frame.progress = progress
    const result = take('result', session, room)
    if (result.length > 0) frame.result = result
    const defer = take('defer', session, room)
    if (defer.length > 0) frame.defer = defer
    const cancel = take('cancel', session, room)
    if (cancel.length > 0) frame.cancel = cancel
    return Object.keys(frame).length > 0 ? frame : undefined
  }

  function take<K extends Kind>(kind: K, session: string, room: Room): Words[K][] {
    const taken: Words[K][] = []
    for (const messageId of unsaid[kind]) {
      const item = items[kind].get(messageId)
      if (!item) continue
      if (!fits(item.word, room)) break
      unsaid[kind].delete(messageId)
      item.said = { at: clock.now(), sessionId: session }
      taken.push({ ...item.word, sessionId: session })
    }
    if (taken.length > 0) stopResayTimer ??= clock.after(RESAY_AFTER_MS, resay)
    return taken
  }

  function takeProgress(session: string, room: Room): Progress[] {
    const taken: Progress[] = []
    const now = clock.now()
    for (const entry of running.values()) {
      if (entry.isSaid) continue
      if (now - entry.saidAt < PROGRESS_EVERY_MS) {
        stopProgressTimer ??= clock.after(PROGRESS_EVERY_MS, () => {
          stopProgressTimer = undefined
          flush()
        })
        continue
      }
      if (!fits(entry.word, room)) break
      entry.isSaid = true
      entry.saidAt = now
      taken.push({ ...entry.word, sessionId: session })
    }
    return taken
  }

  function resay(): void {
    stopResayTimer = undefined
    const before = clock.now() - RESAY_AFTER_MS
    let next: number | undefined
    for (const kind of KINDS) {
      for (const [messageId, { said }] of items[kind]) {
        if (!said) continue
        if (said.at <= before) unsaid[kind].add(messageId)
        else next = Math.min(next ?? said.at, said.at)
      }
    }
    if (next !== undefined) stopResayTimer = clock.after(next - before, resay)
    flush()
  }

  function settle(kind: Kind, messageId: string, refusal: Refusal | undefined): void {
    if (!items[kind].has(messageId)) return
    drop(kind, messageId)
    onSettled(kind, messageId, refusal)
  }

  function drop(kind: Kind, messageId: string): void {
    items[kind].delete(messageId)
    unsaid[kind].delete(messageId)
  }

  function refused(kind: Kind, messageId: string, refusal: Refusal): void {
    const item = items[kind].get(messageId)
    if (!item) return
    // Of an older channel: the newest welcome's session makes it good. If that is what it was said with, time tells.
    if (refusal.code === 'STALE_SESSION') {
      if (item.said?.sessionId !== sessionId) unsaid[kind].add(messageId)
    } else if (refusal.code !== 'STALE_CHANNEL') settle(kind, messageId, refusal)
  }

  return {
    say(kind, messageId, word) {
      items[kind].set(messageId, { word, said: undefined })
      unsaid[kind].add(messageId)
      plan()
    },
    drop,
    progress(messageId, word) {
      running.set(messageId, { word, isSaid: false, saidAt: running.get(messageId)?.saidAt ?? 0 })
      plan()
    },
    endProgress: (messageId) => void running.delete(messageId),
    answered(accepted) {
      for (const kind of KINDS) for (const messageId of accepted[ANSWERED[kind]]) settle(kind, messageId, undefined)
      for (const { messageId, frame, code, detail } of accepted.refused) {
        if (isKind(frame)) refused(frame, messageId, { code, detail })
      }
      plan()
    },
    opened(session) {
      sessionId = session
      for (const kind of KINDS) for (const messageId of items[kind].keys()) unsaid[kind].add(messageId)
      for (const entry of running.values()) entry.isSaid = false
      flush()
    },
    closed() {
      sessionId = undefined
    },
    flush,
    has: (kind, messageId) => items[kind].has(messageId),
    isEmpty: () => KINDS.every((kind) => items[kind].size === 0),
    stop() {
      sessionId = undefined
      pace.stop()
      stopProgressTimer?.()
      stopResayTimer?.()
    },
  }
}

type Room = { items: number; bytes: number }

/** Takes the room of a word if there is enough. A word alone always fits: its texts are bounded where they are made. */
function fits(word: object, room: Room): boolean {
  const bytes = sizeOf(word)
  if (room.items < 1 || (bytes > room.bytes && room.items < FRAME_ITEMS_MAX)) return false
  room.items--
  room.bytes -= bytes
  return true
}

const ENVELOPE_BYTES = 256
const sizeOf = (word: object): number => utf8Length(JSON.stringify(word)) + ENVELOPE_BYTES

const isKind = (frame: string): frame is Kind => (KINDS as readonly string[]).includes(frame)
