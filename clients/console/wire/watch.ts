import { useEffect, useRef, useState } from 'react'
import type { WatchRequest } from '../../../proto/gen/sotto/v1/WatchRequest.ts'
import type { WatchResponse__Output } from '../../../proto/gen/sotto/v1/WatchResponse.ts'
import { parse, reach } from './call.ts'
import { readEnvelopes, writeEnvelope } from './envelopes.ts'
import { asProblem, Problem } from './problem.ts'

const PATH = '/sotto.v1.ObserveService/Watch'
/** Between attempts, doubled up to the second one; the chance keeps the tabs of a fleet of operators apart. */
const RETRY_MS = 500
const RETRY_MS_MAX = 15_000
/** The gateway says something every 10 s; silence for longer is a connection that is gone. */
const SILENCE_MS = 25_000

export type LiveState = 'connecting' | 'live' | 'paused' | Problem
export type Frame = Partial<WatchResponse__Output>
/** @param mayHaveMissed something may have happened that no frame tells: what was fetched before is to be fetched again */
export type FrameListener = (frame: Frame, mayHaveMissed: boolean) => void

/**
 * The page's one stream. A hidden tab holds none: browsers allow a handful of connections to one server, for all tabs
 * together. After a loss the events go on at the cursor of the last frame.
 * @param request a new one (by value) opens a new stream; undefined: none
 */
export function useWatch(request: WatchRequest | undefined, onFrame: FrameListener): LiveState {
  const [state, setState] = useState<LiveState>('connecting')
  const latest = useRef(onFrame)
  latest.current = onFrame
  const asked = JSON.stringify(request)
  useEffect(() => {
    if (asked === undefined) return
    return follow(JSON.parse(asked) as WatchRequest, (frame, missed) => latest.current(frame, missed), setState)
  }, [asked])
  return request === undefined ? 'paused' : state
}

function follow(request: WatchRequest, onFrame: FrameListener, setState: (state: LiveState) => void): () => void {
  let attempt: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let cursor: string | undefined

  async function open(): Promise<void> {
    const mine = new AbortController()
    attempt = mine
    setState('connecting')
    // From its end on: what happened since the page fetched its rows is told by nobody.
    let isFresh = cursor === undefined
    try {
      for await (const frame of watch({ ...request, ...(cursor && { start: { cursor } }) }, mine)) {
        failures = 0
        if (frame.events?.cursor) cursor = frame.events.cursor
        setState('live')
        onFrame(frame, isFresh || (frame.events?.skipped ?? 0) > 0)
        isFresh = false
      }
      if (!mine.signal.aborted) retry()
    } catch (error) {
      if (mine.signal.aborted && attempt !== mine) return
      const problem = asProblem(error)
      if (problem.reason === 'BAD_CURSOR') cursor = undefined
      setState(problem)
      if (!FOR_GOOD.has(problem.reason)) retry(problem.retryAfterMs)
    }
  }

  function retry(atLeastMs = 0): void {
    const ceiling = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** failures++)
    timer = setTimeout(() => void open(), Math.max(atLeastMs, ceiling * (0.5 + Math.random() / 2)))
  }

  function stop(): void {
    clearTimeout(timer)
    const open = attempt
    attempt = undefined
    open?.abort()
  }

  function onVisibility(): void {
    stop()
    if (document.visibilityState === 'visible') void open()
    else setState('paused')
  }

  document.addEventListener('visibilitychange', onVisibility)
  onVisibility()
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    stop()
  }
}

/** Asking again changes nothing about these. */
const FOR_GOOD = new Set([
  'UNAUTHENTICATED',
  'KEY_EXPIRED',
  'PERMISSION_DENIED',
  'INVALID_FIELD',
  'UNIMPLEMENTED',
  'NOT_FOUND',
])

async function* watch(request: WatchRequest, control: AbortController): AsyncGenerator<Frame> {
  const response = await reach(PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/connect+json' },
    body: writeEnvelope(request),
    signal: control.signal,
  })
  // What is refused before it began is an ordinary answer.
  if (!response.ok) throw new Problem(parse(await response.text()) as object)
  if (!response.body) throw new Problem({})
  let silence = setTimeout(() => control.abort(), SILENCE_MS)
  try {
    for await (const { isEnd, json } of readEnvelopes(response.body)) {
      clearTimeout(silence)
      silence = setTimeout(() => control.abort(), SILENCE_MS)
      if (!isEnd) yield json as Frame
      else if ((json as { error?: object }).error) throw new Problem((json as { error: object }).error)
    }
  } catch (error) {
    throw error instanceof Problem ? error : Problem.offline(error)
  } finally {
    clearTimeout(silence)
  }
}
