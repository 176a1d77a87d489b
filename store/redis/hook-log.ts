import { Cluster } from 'ioredis'
import { BLOCK_BYTES_MAX } from '../../core/limits.ts'
import type { HookLog, LogBounds, LogPage } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'
import { type Entry, type StoredBlock, toBlock, toBlocks } from './block.ts'
import type { Client } from './connect.ts'
import { createHookTail, type HookTail, LAST_OF_SEQ } from './hook-tail.ts'
import { placePrefix } from './keys.ts'
import type { Library } from './library.ts'

/** Of a log that was not read yet. */
const BLOCK_BYTES_EXPECTED = 64 * 1024
/** A page whose blocks know their size. */
type StoredPage = Omit<LogPage, 'blocks'> & { blocks: StoredBlock[] }

/**
 * The hook log as one stream a place, one entry a block (functions/hook-log.lua reads it, the other functions write it).
 * @param connectBlocking a new connection for blocking reads; closed with the log
 */
export function createHookLog(client: Client, connectBlocking: () => Client, library: Library): HookLog {
  /** About the largest of the blocks that were read lately: what does not fit into a page is read in vain. */
  let blockBytes = BLOCK_BYTES_EXPECTED

  async function read(place: Place, fromSeq: number, blocksMax: number): Promise<LogPage> {
    const page = blocksMax > 0 ? await readPlainly(place, fromSeq, blocksMax) : undefined
    return page ?? toPage(await library.call('log_read', placePrefix(place), [fromSeq, blocksMax, BLOCK_BYTES_MAX]))
  }

  /**
   * Without a function, through which every byte would pass three times. Undefined where it takes one: the log has no epoch yet or
   * gets another one, or fromSeq is inside of a block.
   */
  async function readPlainly(place: Place, fromSeq: number, blocksMax: number): Promise<StoredPage | undefined> {
    let page: StoredPage | undefined
    let next = fromSeq
    while (true) {
      const bytesLeft = BLOCK_BYTES_MAX - bytesOf(page?.blocks ?? [])
      const fitting = Math.max(1, Math.floor(bytesLeft / blockBytes))
      const look = await lookAt(place, next, Math.min(fitting, blocksMax - (page?.blocks.length ?? 0)))
      // What was read before is of the log that it was then.
      if (!look || (page && look.epoch !== page.epoch)) return page
      blockBytes = Math.max(1, blockBytes / 2, ...look.blocks.map(({ bytes }) => bytes))
      const found = [...(page?.blocks ?? []), ...look.blocks]
      page = { ...look, blocks: withinBytes(found) }
      const last = page.blocks.at(-1)
      if (!last || page.blocks.length < found.length || page.blocks.length >= blocksMax) return page
      next = last.firstSeq + last.count
      if (next > page.tailSeq) return page
    }
  }

  /** In one write, and in this order. Not MULTI: a full Redis takes no command in one, and the log is to be read then, too [B1]. */
  async function lookAt(place: Place, fromSeq: number, count: number): Promise<StoredPage | undefined> {
    const prefix = placePrefix(place)
    const [before, entries, after] = await Promise.all([
      client.hmgetBuffer(`${prefix}meta`, 'epoch', 'seq'),
      client.xrangeBuffer(`${prefix}ev`, `${fromSeq}-0`, '+', 'COUNT', count),
      client.hmgetBuffer(`${prefix}meta`, 'epoch'),
    ])
    const [epoch, seq] = before
    if (!epoch || !after[0]?.equals(epoch)) return undefined
    // What was appended since is read the next time.
    const tailSeq = Number(seq ?? 0)
    const blocks = (entries as Entry[]).map(toBlock).filter(({ firstSeq }) => firstSeq <= tailSeq)
    const page = { epoch: epoch.toString('latin1'), tailSeq, blocks }
    if (fromSeq > tailSeq || blocks[0]?.firstSeq === fromSeq) return page
    const around = await blockAround(place, fromSeq)
    if (!around || around.epoch !== page.epoch) return undefined
    const next = around.block.firstSeq + around.block.count
    return next === (blocks[0]?.firstSeq ?? tailSeq + 1)
      ? { ...page, blocks: [around.block, ...blocks].slice(0, count) }
      : undefined
  }

  /** The block that has fromSeq in it, and the epoch after it was read. A grant may have ended there. */
  async function blockAround(
    place: Place,
    fromSeq: number,
  ): Promise<{ block: StoredBlock; epoch: string } | undefined> {
    const prefix = placePrefix(place)
    const [entries, after] = await Promise.all([
      client.xrevrangeBuffer(`${prefix}ev`, `${fromSeq}-${LAST_OF_SEQ}`, '-', 'COUNT', 1),
      client.hmgetBuffer(`${prefix}meta`, 'epoch'),
    ])
    const [entry] = entries as Entry[]
    const block = entry && toBlock(entry)
    if (!block || !after[0] || block.firstSeq + block.count <= fromSeq) return undefined
    return { block, epoch: after[0].toString('latin1') }
  }

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

const bytesOf = (blocks: StoredBlock[]): number => blocks.reduce((sum, block) => sum + block.bytes, 0)

/** At least one. */
function withinBytes(blocks: StoredBlock[]): StoredBlock[] {
  let sum = 0
  const end = blocks.findIndex(({ bytes }, i) => {
    sum += bytes
    return i > 0 && sum > BLOCK_BYTES_MAX
  })
  return end === -1 ? blocks : blocks.slice(0, end)
}

function toBounds(reply: unknown): LogBounds {
  const [epoch, firstSeq, tailSeq] = reply as [Buffer, number, number]
  return { epoch: epoch.toString('latin1'), firstSeq, tailSeq }
}

/** What is packed may be more than a page when it is not. */
function toPage(reply: unknown): LogPage {
  const [epoch, tailSeq, ...values] = reply as [Buffer, number, ...(Buffer | number)[]]
  return { epoch: epoch.toString('latin1'), tailSeq, blocks: withinBytes(toBlocks(values)) }
}
