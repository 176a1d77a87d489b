import { BATCH_ITEMS_MAX, INBOX_ENTRIES_MAX } from '../../core/limits.ts'
import type { Inbox, Parcel } from '../../core/ports/inbox.ts'
import { inTime } from '../in-time.ts'
import type { Client } from './connect.ts'
import { createGather } from './gather.ts'
import { inbox } from './keys.ts'
import type { Library } from './library.ts'
import { readParcels, writeParcels } from './parcel.ts'

/** How long a read waits for the first entry; the connection's watchdog (connect.ts) is longer. */
const BLOCK_MS = 5_000
const READ_ENTRIES = 64
/** What was read is cut when it is so much, or when nothing comes: a cut costs as much as a read. */
const UNCUT_ENTRIES_MAX = 32
const UNCUT_BYTES_MAX = 1024 * 1024
const RETRY_MS = 100
/** For the read in hand, which ends with its connection. */
const CLOSE_MS_MAX = 2_000

/**
 * core/ports/inbox.ts as one stream per node, in memory only. What is sent in one turn of the loop is one entry. Readers cut what they
 * have read, so it is short while the node lives.
 * @param connectBlocking a connection of the reader's own
 */
export function createInbox(library: Library, connectBlocking: () => Client): Inbox {
  const send = createGather<string, Parcel[], void>(
    (node) => node,
    BATCH_ITEMS_MAX,
    (parcels) => parcels.length,
    async (node, lists) => {
      await library.call('inbox_send', inbox(node), [INBOX_ENTRIES_MAX, writeParcels(lists.flat())])
      return lists.map(() => undefined)
    },
  )
  return {
    send,

    read(node, onParcels) {
      const reader = connectBlocking()
      const state = { closed: false }
      const done = follow(reader, library, inbox(node), onParcels, state)
      return {
        async close() {
          state.closed = true
          reader.disconnect()
          await inTime(done, CLOSE_MS_MAX)
        },
      }
    },
  }
}

type Entry = [id: Buffer, fields: Buffer[]]

async function follow(
  reader: Client,
  library: Library,
  key: string,
  onParcels: (parcels: Parcel[]) => void,
  state: { closed: boolean },
): Promise<void> {
  let last = '0-0'
  let uncutEntries = 0
  let uncutBytes = 0
  while (!state.closed) {
    try {
      const reply = await reader.callBuffer('XREAD', 'COUNT', READ_ENTRIES, 'BLOCK', BLOCK_MS, 'STREAMS', key, last)
      const entries = entriesOf(reply)
      for (const [id, fields] of entries) {
        last = id.toString()
        const packed = fields[1]
        uncutEntries++
        uncutBytes += packed?.length ?? 0
        if (packed) onParcels(readParcels(packed))
      }
      const isMuch = uncutEntries >= UNCUT_ENTRIES_MAX || uncutBytes >= UNCUT_BYTES_MAX
      if (isMuch || (entries.length === 0 && uncutEntries > 0)) {
        uncutEntries = 0
        uncutBytes = 0
        await library.call('inbox_trim', key, [after(last)])
      }
    } catch (_error) {
      if (state.closed) return
      // The connection is lost; ioredis makes a new one. The server may be a new one too, whose clock is behind: so all
      // that is there is read. Of what was read before, little is left, and devices know it when they see it again.
      last = '0-0'
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}

/** Of the one key: RESP3 answers with a map, which is one flat list here, RESP2 with a list of pairs. */
function entriesOf(reply: unknown): Entry[] {
  if (!Array.isArray(reply)) return []
  const [first, second] = reply as [unknown, unknown]
  return (Array.isArray(first) ? first[1] : second) as Entry[]
}

function after(id: string): string {
  const [ms = '0', sequence = '0'] = id.split('-')
  return `${ms}-${Number(sequence) + 1}`
}
