import { SottoError } from '../../core/errors.ts'
import { SUBMIT_STREAMS_PER_KEY_MAX, WATCHES_PER_KEY_MAX } from '../../core/limits.ts'
import type { Caller } from './caller.ts'
import type { Calls } from './calls.ts'
import type { MethodName } from './methods.ts'

/** [A4] A revoked key's streams end within 5 s. */
const LOOK_MS = 4_000
/** Of one key on one node. */
const STREAMS_MAX: Partial<Record<MethodName, number>> = {
  'CommandService/SubmitStream': SUBMIT_STREAMS_PER_KEY_MAX,
  'ObserveService/Watch': WATCHES_PER_KEY_MAX,
}

export type ServedStreams = {
  /**
   * Runs the handler until it ends, the reader has gone (`gone`), or the key stops to work.
   * @param request the one; or, of calls with a stream of requests, a `Requests` (handler.ts)
   * @param write resolves when the transport has taken the message
   * @throws SottoError
   */
  serve(
    method: MethodName,
    request: object,
    caller: Caller,
    transport: { write(message: object): Promise<void>; gone: AbortSignal; stillIn?(): Promise<unknown> },
  ): Promise<void>
  /** Ends all of them. */
  close(): void
}

/** Calls with a stream of answers, over either transport: bounded a key, and watched. */
export function createServedStreams(calls: Calls): ServedStreams {
  const open = new Map<string, Set<AbortController>>()

  function take(method: MethodName, { keyId }: Caller): { end: AbortController; leave(): void } {
    const whose = `${method} ${keyId}`
    const taken = open.get(whose) ?? new Set()
    const max = STREAMS_MAX[method] ?? 0
    if (taken.size >= max) throw new SottoError('TOO_MANY_STREAMS', { detail: `${max} of a key on one node` })
    const end = new AbortController()
    open.set(whose, taken.add(end))
    return {
      end,
      leave() {
        taken.delete(end)
        if (taken.size === 0) open.delete(whose)
      },
    }
  }

  return {
    async serve(method, request, caller, { write, gone, stillIn }) {
      const handler = calls.streamOf(method)
      if (!handler) throw new SottoError('UNIMPLEMENTED', { detail: method })
      const { end, leave } = take(method, caller)
      const onGone = (): void => end.abort()
      gone.addEventListener('abort', onGone)
      const looking = setInterval(() => {
        Promise.all([calls.revalidate(caller), stillIn?.()]).catch((error: unknown) => {
          // A store that is away says nothing about the key.
          if (error instanceof SottoError && error.status === 'unauthenticated') end.abort(error)
        })
      }, LOOK_MS)
      try {
        if (!gone.aborted) await handler(request as never, caller, { write, signal: end.signal })
        if (end.signal.reason instanceof SottoError) throw end.signal.reason
      } finally {
        clearInterval(looking)
        gone.removeEventListener('abort', onGone)
        leave()
      }
    },
    close() {
      for (const taken of open.values()) for (const end of taken) end.abort(new SottoError('SHUTTING_DOWN'))
    },
  }
}
