import type { HookEvent, Sotto, WatchOptions } from '@sotto/sdk'

/** Comes when there was nothing to send for so long. */
const HEARTBEAT_MS = 1_000
/** Where events never cease: after so long with none of before `until`, all of those have come. */
const QUIET_MS = 2_000

/** The hook events from a start up to `until` (Unix ms); ends when all that were in the log have come. */
export async function* pastEvents(
  sotto: Sotto,
  options: Pick<WatchOptions, 'start' | 'filter' | 'onGap'>,
  until: number,
  over: AbortController,
): AsyncGenerator<HookEvent, undefined> {
  let lastAt = performance.now()
  const events = sotto.watch({
    ...options,
    heartbeatMs: HEARTBEAT_MS,
    signal: over.signal,
    onHeartbeat: ({ lagEvents }) => lagEvents === 0 && over.abort(),
  })
  for await (const event of events) {
    if (event.occurredAt <= until) {
      lastAt = performance.now()
      yield event
    } else if (performance.now() - lastAt > QUIET_MS) break
  }
  return undefined
}
