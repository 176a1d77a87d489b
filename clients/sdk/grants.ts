import type { Grant } from '../../proto/gen/sotto/v1/Grant.ts'

/** Some blocks of the log: with less, the server would have to cut them, and to read the rest of each again. */
const WINDOW_EVENTS = 16_384
const WINDOW_BYTES = 4 * 1024 * 1024
/** Less could be too little for one event with a result in it, and the stream would stand still. */
const WINDOW_BYTES_MIN = 512 * 1024

/** [H4] How much the server may send on the current stream: what came, and as much again as there is room for. */
export type Grants = {
  /** Events that may wait here. */
  readonly windowEvents: number
  /** A new stream begins: its first grant. */
  reopened(): Grant
  took(events: number, bytes: number): void
  /** The next grant, when it is worth a frame. */
  next(): Grant | undefined
}

export function createGrants(
  window: { windowEvents?: number; windowBytes?: number },
  heldNow: () => { events: number; bytes: number },
): Grants {
  const windowEvents = Math.max(1, window.windowEvents ?? WINDOW_EVENTS)
  const windowBytes = Math.max(WINDOW_BYTES_MIN, window.windowBytes ?? WINDOW_BYTES)
  let events = 0
  let bytes = 0
  let granted = { totalEvents: 0, totalBytes: 0 }

  function room(): { totalEvents: number; totalBytes: number } {
    const held = heldNow()
    return {
      totalEvents: Math.max(granted.totalEvents, events + windowEvents - held.events),
      totalBytes: Math.max(granted.totalBytes, bytes + windowBytes - held.bytes),
    }
  }

  return {
    windowEvents,
    reopened() {
      events = 0
      bytes = 0
      granted = { totalEvents: 0, totalBytes: 0 }
      granted = room()
      return granted
    },
    took(moreEvents, moreBytes) {
      events += moreEvents
      bytes += moreBytes
    },
    next() {
      const wanted = room()
      const half =
        wanted.totalEvents - granted.totalEvents >= windowEvents / 2 ||
        wanted.totalBytes - granted.totalBytes >= windowBytes / 2
      if (!half) return undefined
      granted = wanted
      return wanted
    },
  }
}
