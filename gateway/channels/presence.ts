import { placeKey } from '../../core/command.ts'
import { BATCH_ITEMS_MAX } from '../../core/limits.ts'
import type { Devices } from '../../core/ports/devices.ts'
import type { Place } from '../../core/ports/messages.ts'

/** [S6] How often last-seen times are written, for all devices heard since. */
const SEEN_EVERY_MS = 10_000
const CLOSED_EVERY_MS = 5
const RETRY_MS = 200

type Channel = { device: string; channel: number }

/** Tells the store which devices were heard and which channels have ended: in batches, never one write a ping. */
export function createPresence(
  devices: Devices,
  onStale: (place: Place, stale: Channel) => void,
  onProblem: (error: Error) => void,
) {
  const heard = new Map<string, { place: Place; channels: Map<string, number> }>()
  const closed = new Map<string, { place: Place; channels: Channel[] }>()
  let closing: Promise<void> | undefined
  let isStopping = false

  const seenTimer = setInterval(() => void writeSeen().catch(onProblem), SEEN_EVERY_MS)
  seenTimer.unref()

  async function writeSeen(): Promise<void> {
    const all = [...heard.values()]
    heard.clear()
    for (const { place, channels } of all) {
      for (const slice of slices([...channels].map(([device, channel]) => ({ device, channel })))) {
        for (const stale of await devices.seen(place, slice)) onStale(place, stale)
      }
    }
  }

  /** Goes on until it is stored: a device must not stay online because the store was away for a moment. */
  async function writeClosed(): Promise<void> {
    await pause(CLOSED_EVERY_MS)
    while (closed.size > 0) {
      const all = [...closed.values()]
      closed.clear()
      for (const { place, channels } of all) {
        for (const slice of slices(channels)) {
          try {
            await devices.close(place, slice)
          } catch (error) {
            onProblem(error as Error)
            // The lease of a node that stops ends by itself, and says the same.
            if (isStopping) continue
            addClosed(place, slice)
            await pause(RETRY_MS)
          }
        }
      }
    }
    closing = undefined
  }

  function addClosed(place: Place, channels: Channel[]): void {
    const known = closed.get(placeKey(place))
    if (known) known.channels.push(...channels)
    else closed.set(placeKey(place), { place, channels: [...channels] })
  }

  return {
    seen(place: Place, device: string, channel: number): void {
      const known = heard.get(placeKey(place))
      if (known) known.channels.set(device, channel)
      else heard.set(placeKey(place), { place, channels: new Map([[device, channel]]) })
    },
    closed(place: Place, device: string, channel: number): void {
      addClosed(place, [{ device, channel }])
      closing ??= writeClosed()
    },
    async close(): Promise<void> {
      isStopping = true
      clearInterval(seenTimer)
      await closing
    },
  }
}

export type Presence = ReturnType<typeof createPresence>

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function slices<T>(all: T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at += BATCH_ITEMS_MAX) parts.push(all.slice(at, at + BATCH_ITEMS_MAX))
  return parts
}
