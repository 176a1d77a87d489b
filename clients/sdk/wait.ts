import { type Connection, closedError } from './connection.ts'
import type { HookEvent } from './event.ts'
import { type Command, isFinal, type Message } from './message.ts'
import { pause } from './retry.ts'
import { SottoError, toSottoError } from './sotto-error.ts'
import { createWatch } from './watch.ts'
import type { Watch, WatchFilter } from './watch-options.ts'

export type WaitOptions = {
  /** Default 60,000 ms. Then an error with the reason WAIT_TIMEOUT; the message goes on. */
  timeoutMs?: number
  /** Each event of what is waited for, as it happens. */
  onEvent?: (event: HookEvent) => void
  signal?: AbortSignal
}

/** Where it stands. `final`: nothing of it is open. */
export type Standing = {
  commandId: string
  action: string
  acceptedAt: number
  messageCount: number
  final: boolean
} & ({ type: 'message'; message: Message } | { type: 'command'; command: Command })

export type WaitSource = { standing(id: string): Promise<Standing>; devicesOf(standing: Standing): Promise<string[]> }

const TIMEOUT_MS = 60_000
/** The log may have been written by a clock a little behind the one that accepted the command. */
const CLOCK_MARGIN_MS = 2_000
/** The state is looked at as well, in case its events go to other applications only, or the key may not read hooks. */
const LOOK_FIRST_MS = 2_000
const LOOK_BLIND_FIRST_MS = 250
const LOOK_LAST_MS = 15_000
const LOOK_BLIND_LAST_MS = 5_000

/** Waits until a message, or every message of a command, is final. Led by its hook events; the state is what decides. */
export async function waitUntilFinal(
  connection: Connection,
  source: WaitSource,
  id: string,
  options: WaitOptions = {},
): Promise<Standing> {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  const first = await source.standing(id)
  const over = new AbortController()
  const end = () => over.abort()
  const timer = setTimeout(end, timeoutMs)
  options.signal?.addEventListener('abort', end, { once: true })
  connection.closed.addEventListener('abort', end, { once: true })
  try {
    if (options.signal?.aborted || connection.closed.aborted) throw closedError()
    const ending = first.final && !options.onEvent ? first : await follow(connection, source, id, first, options, over)
    if (ending) return ending
    if (options.signal?.aborted || connection.closed.aborted) throw closedError()
    throw timedOut(id, timeoutMs)
  } finally {
    clearTimeout(timer)
    over.abort()
    options.signal?.removeEventListener('abort', end)
    connection.closed.removeEventListener('abort', end)
  }
}

async function follow(
  connection: Connection,
  source: WaitSource,
  id: string,
  first: Standing,
  options: WaitOptions,
  over: AbortController,
): Promise<Standing | undefined> {
  const watch = createWatch(connection, {
    start: { time: Math.max(0, first.acceptedAt - CLOCK_MARGIN_MS) },
    filter: await filterFor(source, first),
    // What a gap hides, the look at the state finds.
    onGap: () => undefined,
    signal: over.signal,
  })
  const events = allFinal(watch, id, first, options.onEvent)
  try {
    return await Promise.race([
      // Its events say that it is done: what the state says then is the answer.
      events
        .then(async (all) => (all ? source.standing(id) : undefined))
        .then((found) => (found?.final ? found : never(over.signal))),
      look(source, id, events, over.signal),
    ])
  } finally {
    await watch.close()
  }
}

/** True when the events showed the end of every message; false when there are no events to be had. */
async function allFinal(
  watch: Watch,
  id: string,
  { type, commandId, messageCount }: Standing,
  onEvent: WaitOptions['onEvent'],
): Promise<boolean> {
  const ended = new Set<string>()
  try {
    for await (const event of watch) {
      if (event.commandId !== commandId || (type === 'message' && event.messageId !== id)) continue
      onEvent?.(event)
      if (isFinal(event.kind)) ended.add(event.messageId)
      if (ended.size >= (type === 'message' ? 1 : messageCount)) return true
    }
    return false
  } catch (error) {
    // A key that may not read hooks can still wait, by looking.
    const refused = toSottoError(error, '')
    if (refused.code === 'permission_denied' || refused.code === 'resource_exhausted') return false
    throw refused
  }
}

/** Looks at the state from time to time, more often when there are no events. */
async function look(
  source: WaitSource,
  id: string,
  events: Promise<boolean>,
  over: AbortSignal,
): Promise<Standing | undefined> {
  let blind = false
  const wentBlind = new Promise<void>((resolve) => {
    const see = (all: boolean) => {
      if (all) return
      blind = true
      resolve()
    }
    // Then there are no events, and looking again and again finds the end.
    events.then(see, () => undefined)
  })
  let waitMs = LOOK_FIRST_MS
  while (!over.aborted) {
    const before = blind
    await (blind ? pause(waitMs, over) : Promise.race([pause(waitMs, over), wentBlind]))
    if (over.aborted) return undefined
    const now = await source.standing(id)
    if (now.final) return now
    const lastMs = blind ? LOOK_BLIND_LAST_MS : LOOK_LAST_MS
    waitMs = blind === before ? Math.min(waitMs * 2, lastMs) : LOOK_BLIND_FIRST_MS
  }
  return undefined
}

/** As narrow as the filter allows: the messages' devices when they are few, else the action alone. */
async function filterFor(source: WaitSource, standing: Standing): Promise<WatchFilter> {
  return { actions: [standing.action], devices: await source.devicesOf(standing) }
}

/** Resolves with nothing when the wait is over. */
function never(over: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (over.aborted) resolve(undefined)
    over.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

function timedOut(id: string, timeoutMs: number): SottoError {
  return new SottoError(
    `${id} is not finished after ${timeoutMs / 1000} s; it goes on. Ask why with explain, or wait longer.`,
    { code: 'deadline_exceeded', reason: 'WAIT_TIMEOUT' },
  )
}
