import { Cluster } from 'ioredis'
import { BLOCK_BYTES_MAX } from '../../core/limits.ts'
import type { Block, HookLog, LogBounds, LogPage } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { Client } from './connect.ts'
import { createHookTail, type HookTail } from './hook-tail.ts'
import { placePrefix } from './keys.ts'
import type { Library } from './library.ts'

/** A block's values in the reply of log_read. */
const BLOCK_VALUES = 6

/**
 * The hook log as one stream a place, one entry a block (functions/hook-log.lua reads it, the other functions write it).
 * @param connectBlocking a new connection for blocking reads; closed with the log
 */
export function createHookLog(client: Client, connectBlocking: () => Client, library: Library): HookLog {
  const read = async (place: Place, fromSeq: number, blocksMax: number): Promise<LogPage> =>
    toPage(await library.call('log_read', placePrefix(place), [fromSeq, blocksMax, BLOCK_BYTES_MAX]))
  const regress = async (place: Place, epoch: string): Promise<LogBounds> =>
    toBounds(await library.call('log_regress', placePrefix(place), [epoch]))

  // On one server a single connection waits for all places. In a cluster a connection waits for one slot only.
  const tails = new Map<string, HookTail>()
  function tailOf(place: Place): HookTail {
    const group = client instanceof Cluster ? placePrefix(place) : ''
    const known = tails.get(group)
    if (known) return known
    const tail = createHookTail({
      connection: connectBlocking(),
      // Waking is for what waits for more than one place.
      unblock:
        client instanceof Cluster ? undefined : async (id) => Number(await client.call('CLIENT', 'UNBLOCK', id)) === 1,
      read,
      regress,
      onIdle: () => {
        if (!(client instanceof Cluster)) return
        tails.delete(group)
        void tail.close()
      },
    })
    tails.set(group, tail)
    return tail
  }

  return {
    async bounds(place) {
      return toBounds(await library.call('log_bounds', placePrefix(place), []))
    },
    read,
    async seqAtTime(place, time) {
      return Number(await library.call('log_seq_at', placePrefix(place), [time]))
    },
    follow: (place, ...rest) => tailOf(place).follow(place, ...rest),
    regress,
    async close() {
      await Promise.all([...tails.values()].map((tail) => tail.close()))
      tails.clear()
    },
  }
}

function toBounds(reply: unknown): LogBounds {
  const [epoch, firstSeq, tailSeq] = reply as [Buffer, number, number]
  return { epoch: epoch.toString('latin1'), firstSeq, tailSeq }
}

function toPage(reply: unknown): LogPage {
  const [epoch, tailSeq, ...values] = reply as [Buffer, number, ...(Buffer | number)[]]
  const blocks: Block[] = []
  for (let i = 0; i + BLOCK_VALUES <= values.length; i += BLOCK_VALUES) {
    const [firstSeq, count, at, kinds, application, data] = values.slice(i, i + BLOCK_VALUES)
    blocks.push({
      firstSeq: Number(firstSeq),
      count: Number(count),
      at: Number(at),
      kinds: Number(kinds),
      application: String(application),
      data: data as Buffer,
    })
  }
  return { epoch: epoch.toString('latin1'), tailSeq, blocks }
}
