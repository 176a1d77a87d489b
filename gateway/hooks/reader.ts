import type { Block, HookLog, LogPage } from '../../core/ports/hook-log.ts'
import type { Position } from '../../core/ports/subscriptions.ts'
import type { EventFilter } from './filter.ts'
import type { GrantAccount } from './grant.ts'
import { isElsewhere, type LogGap, recover, rewrittenFrom, trimmed } from './recover.ts'
import { emptySelection, type Selection, select } from './selection.ts'
import type { Slots } from './slots.ts'

/** Blocks of one page; their bytes are bounded by the log. Small blocks become one frame. */
const PAGE_BLOCKS_MAX = 64
/** After the store did not answer. */
const RETRY_MS = 200

/**
 * One partition of one stream.
 *
 *   unchecked  the log may be another one than ours. Leaves, by a look at the log, with a gap if so → behind or live
 *   behind     there may be blocks that were not sent. Leaves, when all were → live
 *   live       all was sent; what the tail brings is sent in the same turn. Leaves, when it can't be → behind; when the
 *              log was lost → unchecked
 *
 * A tail is the shared reader's hand on us. `behind` may keep it, then it only tells how far the log goes: so joining the
 * tail is a comparison of two numbers in one turn, without a hole and without a repeat.
 */
type Mode =
  | { is: 'unchecked' }
  | { is: 'behind'; tail: Tail | undefined; oldestAt: number | undefined }
  | { is: 'live'; tail: Tail }
type Tail = { nextSeq: number; close(): void }
type Reading = {
  partition: number
  epoch: string
  seq: number
  since: number
  mode: Mode
  /** Further than where it begins: asked once whether the log still goes as far. */
  seen: { epoch: string; seq: number; since: number } | undefined
}

/** Where the reader of a floor had come to itself, when that was given out. */
export type Seen = { positions: Position[]; since: number }

export type Outgoing = {
  readonly isReady: boolean
  events(selection: Selection, partition: number, epoch: string): void
  gap(partition: number, gap: LogGap): void
}
export type Lag = { events: number; oldestAt: number }

export type Reader = {
  /**
   * Reads these partitions from now on, and no other. One that it reads already goes on where it is.
   * @param seen [H3] tells of a loss that also set back where it begins
   */
  hold(partitions: Position[], since: number, seen?: Seen): void
  /** Something has changed: a grant, a frame that has left. */
  pump(): void
  /** Where it is, of what it holds. */
  positions(): Position[]
  /** [H5] What is not sent yet; asks the log where it does not know. Nothing that is not needed while parked is kept. */
  lag(): Promise<Lag>
  close(): void
}

export function createReader(given: {
  tenant: string
  log: HookLog
  filter: EventFilter
  grants: GrantAccount
  slots: Slots
  out: Outgoing
  now(): number
  /** What can't be helped by trying again. */
  onFailure(error: unknown): void
  onStoreAway(error: unknown): void
}): Reader {
  const { tenant, log, filter, grants, slots, out, now, onFailure, onStoreAway } = given
  const readings = new Map<number, Reading>()
  let state: 'idle' | 'pumping' | 'waiting' | 'closed' = 'idle'
  let turn = 0
  let retry: NodeJS.Timeout | undefined

  return {
    hold(positions, since, seen) {
      const kept = new Set(positions.map(({ partition }) => partition))
      for (const [partition, reading] of readings) {
        if (kept.has(partition)) continue
        letGo(reading)
        readings.delete(partition)
      }
      for (const { partition, epoch, seq } of positions) {
        if (readings.has(partition)) continue
        const further = seen?.positions.find((at) => at.partition === partition && at.epoch === epoch && at.seq > seq)
        readings.set(partition, {
          ...{ partition, epoch, seq, since, mode: { is: 'unchecked' } },
          seen: seen && further && { epoch, seq: further.seq, since: seen.since },
        })
      }
      pump()
    },
    pump,
    positions: () => [...readings.values()].map(({ partition, epoch, seq }) => ({ partition, epoch, seq })),
    async lag() {
      const all = await Promise.all([...readings.values()].map(lagOf))
      pump()
      return {
        events: all.reduce((sum, { events }) => sum + events, 0),
        oldestAt: all.reduce((oldest, { oldestAt }) => Math.min(oldest, oldestAt), Number.POSITIVE_INFINITY),
      }
    },
    close() {
      state = 'closed'
      clearTimeout(retry)
      for (const reading of readings.values()) letGo(reading)
      readings.clear()
    },
  }

  function pump(): void {
    if (state === 'idle') void run()
  }

  async function run(): Promise<void> {
    state = 'pumping'
    while (state === 'pumping' && out.isReady) {
      const reading = pick()
      if (!reading) break
      const page = await fetch(reading)
      if (!page || !isHeld(reading)) continue
      try {
        await advance(reading, page)
      } catch (error) {
        onFailure(error)
        return
      }
    }
    if (state === 'pumping') state = 'idle'
  }

  /** In turn, so that a long way behind in one partition does not hold up the others. */
  function pick(): Reading | undefined {
    const all = [...readings.values()]
    const isOpen = grants.isOpen
    for (let i = 0; i < all.length; i++) {
      const reading = all[(turn + i) % all.length]!
      if (reading.mode.is === 'unchecked' || (reading.mode.is === 'behind' && isOpen)) {
        turn = (turn + i + 1) % all.length
        return reading
      }
    }
    return undefined
  }

  function isHeld(reading: Reading): boolean {
    return state !== 'closed' && readings.get(reading.partition) === reading
  }

  async function fetch(reading: Reading): Promise<LogPage | undefined> {
    const blocksMax = reading.mode.is === 'unchecked' ? 0 : PAGE_BLOCKS_MAX
    return fromStore(() => log.read({ tenant, partition: reading.partition }, reading.seq, blocksMax))
  }

  /** The store is away now and then: wait, and go on where we were. */
  async function fromStore<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await slots.run(ask)
    } catch (error) {
      onStoreAway(error)
      if (state !== 'closed') {
        state = 'waiting'
        retry = setTimeout(() => {
          if (state !== 'waiting') return
          state = 'idle'
          pump()
        }, RETRY_MS)
      }
      return undefined
    }
  }

  async function advance(reading: Reading, page: LogPage): Promise<void> {
    const place = { tenant, partition: reading.partition }
    const isUnchecked = reading.mode.is === 'unchecked'
    const at = reading.seen ?? reading
    const gap = await fromStore(async () => {
      if (isElsewhere(at, page)) return recover(log, place, at, at.since)
      const rewritten = isUnchecked ? await rewrittenFrom(log, place, at, at.since) : undefined
      return rewritten === undefined ? 'none' : recover(log, place, at, at.since, rewritten)
    })
    if (gap === undefined || !isHeld(reading)) return
    const { seen } = reading
    reading.seen = undefined
    // What was seen and not acknowledged comes again, also behind a gap.
    if (gap !== 'none') return skip(reading, seen ? { ...gap, nextSeq: Math.min(gap.nextSeq, reading.seq) } : gap)
    reading.since = now()
    if (reading.mode.is === 'unchecked' || (page.blocks.length === 0 && reading.seq <= page.tailSeq)) {
      const bounds = await fromStore(() => log.bounds(place))
      // Another epoch is seen by the next look.
      if (!bounds || !isHeld(reading) || bounds.epoch !== reading.epoch) return
      if (bounds.firstSeq > reading.seq) skip(reading, trimmed(reading, bounds.firstSeq))
      else if (reading.mode.is === 'unchecked') fallBehind(reading, undefined)
      if (reading.seq > bounds.tailSeq) goLive(reading)
      return
    }
    send(reading, page.blocks)
    if (reading.seq > page.tailSeq) goLive(reading)
  }

  function skip(reading: Reading, gap: LogGap): void {
    if (!isHeld(reading)) return
    reading.epoch = gap.epoch
    reading.seq = gap.nextSeq
    reading.since = now()
    fallBehind(reading, undefined)
    out.gap(reading.partition, gap)
  }

  /** As far as the grant and the blocks go. */
  function send(reading: Reading, blocks: Block[]): void {
    const selection = emptySelection()
    const allowed = grants.left()
    let isCut = false
    for (const block of blocks) {
      const end = block.firstSeq + block.count
      // We had it from the log before the tail brought it.
      if (end <= reading.seq) continue
      // A hole, and something to send before it: the next look finds it again.
      if (block.firstSeq > reading.seq && selection.events > 0) break
      if (block.firstSeq > reading.seq) skip(reading, trimmed(reading, block.firstSeq))
      reading.seq = select(selection, block, reading.seq, filter, allowed)
      isCut = reading.seq < end
      if (!isCut) continue
      fallBehind(reading, block.at)
      grants.starve()
      break
    }
    if (!isCut && reading.mode.is === 'behind') reading.mode.oldestAt = undefined
    if (selection.events === 0) return
    grants.spend(selection)
    out.events(selection, reading.partition, reading.epoch)
  }

  function fallBehind(reading: Reading, oldestAt: number | undefined): void {
    const { mode } = reading
    reading.mode = { is: 'behind', tail: mode.is === 'unchecked' ? undefined : mode.tail, oldestAt }
  }

  /** All that was there when the log was looked at has been sent. */
  function goLive(reading: Reading): void {
    if (reading.mode.is !== 'behind') return
    const { tail } = reading.mode
    if (tail && reading.seq < tail.nextSeq) return
    reading.mode = { is: 'live', tail: tail ?? joinTail(reading) }
  }

  function joinTail(reading: Reading): Tail {
    const tail: Tail = { nextSeq: reading.seq, close: () => handle.close() }
    const handle = log.follow(
      { tenant, partition: reading.partition },
      reading.seq,
      (block) => {
        try {
          onBlock(reading, tail, block)
        } catch (error) {
          onFailure(error)
        }
      },
      () => {
        if (!isHeld(reading)) return
        reading.mode = { is: 'unchecked' }
        pump()
      },
    )
    return tail
  }

  function onBlock(reading: Reading, tail: Tail, block: Block): void {
    tail.nextSeq = block.firstSeq + block.count
    if (!isHeld(reading)) return
    if (reading.mode.is === 'live') {
      if (out.isReady && grants.isOpen && block.firstSeq <= reading.seq) {
        reading.since = now()
        send(reading, [block])
      }
      if (reading.mode.is === 'live' && reading.seq < tail.nextSeq) fallBehind(reading, block.at)
    }
    if (reading.mode.is === 'behind') pump()
  }

  function letGo(reading: Reading): void {
    if (reading.mode.is === 'live' || reading.mode.is === 'behind') reading.mode.tail?.close()
  }

  async function lagOf(reading: Reading): Promise<Lag> {
    const { mode } = reading
    const nothing = { events: 0, oldestAt: Number.POSITIVE_INFINITY }
    if (mode.is !== 'behind') return nothing
    // Parked for a whole heartbeat: the tail need not call us for every block.
    if (!grants.isOpen || !out.isReady) {
      mode.tail?.close()
      mode.tail = undefined
    }
    const page = await log.read(
      { tenant, partition: reading.partition },
      reading.seq,
      mode.oldestAt === undefined ? 1 : 0,
    )
    if (!isHeld(reading) || reading.mode !== mode) return nothing
    if (isElsewhere(reading, page)) {
      reading.mode = { is: 'unchecked' }
      return nothing
    }
    mode.oldestAt ??= page.blocks[0]?.at
    return {
      events: Math.max(0, page.tailSeq - reading.seq + 1),
      oldestAt: mode.oldestAt ?? Number.POSITIVE_INFINITY,
    }
  }
}
