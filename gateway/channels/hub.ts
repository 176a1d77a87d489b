import type { CloseReason } from '../../core/close-reasons.ts'
import type { EncodedItem } from '../../core/ports/frames.ts'
import type { Parcel } from '../../core/ports/inbox.ts'

/** What the hub asks of a channel that is open. */
export type HubChannel = {
  readonly number: number
  send(kind: 'deliver' | 'cancel', items: EncodedItem[]): void
  close(reason: CloseReason): void
}

/** Parcels kept for a device whose channel is just being opened. More are lost, and come again after ack_by. */
const STASH_MAX = 64

type Entry = { live: HubChannel | undefined; opening: number; stash: Parcel[] | undefined }

/**
 * The channels of this node, by device. The store may hand out parcels for a channel before its opening has returned
 * here; those wait in a stash.
 */
export function createHub() {
  const entries = new Map<string, Entry>()

  const entryOf = (key: string): Entry => {
    const known = entries.get(key)
    if (known) return known
    const fresh: Entry = { live: undefined, opening: 0, stash: undefined }
    entries.set(key, fresh)
    return fresh
  }
  const tidy = (key: string, entry: Entry): void => {
    if (!entry.live && entry.opening === 0) entries.delete(key)
  }

  function handle(parcel: Parcel): void {
    const entry = entries.get(deviceKey(parcel.tenant, parcel.device))
    if (!entry) return
    if (entry.live && entry.live.number === parcel.channel) apply(entry.live, parcel)
    else if (entry.opening > 0) stash(entry, parcel)
  }

  return {
    opening(key: string): void {
      entryOf(key).opening++
    },

    failed(key: string): void {
      const entry = entryOf(key)
      entry.opening--
      tidy(key, entry)
    },

    /** [S3] The newest channel of a device is the live one; the other is closed. */
    opened(key: string, channel: HubChannel): void {
      const entry = entryOf(key)
      entry.opening--
      const other = entry.live
      if (other && other.number > channel.number) {
        channel.close('REPLACED')
        return
      }
      entry.live = channel
      other?.close('REPLACED')
      const kept = entry.stash ?? []
      entry.stash = undefined
      for (const parcel of kept) {
        if (parcel.channel === channel.number) apply(channel, parcel)
        else if (parcel.channel > channel.number && entry.opening > 0) stash(entry, parcel)
      }
    },

    gone(key: string, number: number): void {
      const entry = entries.get(key)
      if (entry?.live?.number !== number) return
      entry.live = undefined
      tidy(key, entry)
    },

    handle(parcels: Parcel[]): void {
      for (const parcel of parcels) handle(parcel)
    },

    /** If that one is live. */
    close(key: string, number: number, reason: CloseReason): void {
      const channel = entries.get(key)?.live
      if (channel?.number === number) channel.close(reason)
    },

    closeAll(reason: CloseReason): void {
      for (const entry of [...entries.values()]) entry.live?.close(reason)
    },
  }
}

export type Hub = ReturnType<typeof createHub>

export const deviceKey = (tenant: string, device: string): string => `${tenant}/${device}`

function stash(entry: Entry, parcel: Parcel): void {
  entry.stash ??= []
  if (entry.stash.length < STASH_MAX) entry.stash.push(parcel)
}

function apply(channel: HubChannel, parcel: Parcel): void {
  if (parcel.kind === 'close') channel.close(parcel.reason as CloseReason)
  else channel.send(parcel.kind, parcel.items)
}
