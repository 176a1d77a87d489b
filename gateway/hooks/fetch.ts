import { SottoError } from '../../core/errors.ts'
import { BLOCK_BYTES_MAX, FETCH_EVENTS_DEFAULT, FETCH_EVENTS_MAX, FETCH_WAIT_MS_MAX } from '../../core/limits.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { Position } from '../../core/ports/subscriptions.ts'
import type { FetchRequest__Output } from '../../proto/gen/sotto/v1/FetchRequest.ts'
import type { FetchResponse, FetchResponse__Output } from '../../proto/gen/sotto/v1/FetchResponse.ts'
import type { Gap } from '../../proto/gen/sotto/v1/Gap.ts'
import { codec } from '../../proto/index.ts'
import { compileFilter, type EventFilter } from './filter.ts'
import { isElsewhere, type LogGap, recover, rewrittenFrom, trimmed } from './recover.ts'
import { emptySelection, type Selection, select } from './selection.ts'
import type { Shared } from './shared.ts'

const PAGE_BLOCKS_MAX = 64
/** Pages that one call looks through: a filter that lets little through gets an early, empty answer with a cursor further on. */
const PAGES_MAX = 64

const response = codec<FetchResponse, FetchResponse__Output>('FetchResponse')

/** @param abort ends the waiting early; what is there is the answer */
export async function fetchPage(
  shared: Shared,
  request: FetchRequest__Output,
  principal: Principal,
  abort: AbortSignal,
): Promise<FetchResponse> {
  const { world, cursors, starts, partitions } = shared
  const { tenant } = principal
  const maxEvents = bounded(request.maxEvents || FETCH_EVENTS_DEFAULT, FETCH_EVENTS_MAX, 'maxEvents')
  const waitMs = bounded(request.waitMs, FETCH_WAIT_MS_MAX, 'waitMs')
  const deadline = performance.now() + waitMs
  const filter = compileFilter(request.filter, principal)
  const { positions, since } = await starts.resolve(tenant, request.start)
  const page = createPage(shared, tenant, positions, since, filter, maxEvents)

  for (;;) {
    const isAtEnd = await page.fill()
    const leftMs = deadline - performance.now()
    if (!isAtEnd || page.hasNews || leftMs <= 0 || abort.aborted) break
    await anyNews(shared, tenant, positions, leftMs, abort)
  }
  const cursor = cursors.encode(tenant, {
    issuedAt: world.clock.now(),
    positions,
    held: Array.from({ length: partitions }, () => true),
  })
  // A selection's slices are FetchResponse.events as they are Events.events: field 1 of both.
  const { events } = response.decode(Buffer.concat(page.selection.slices))
  return { events, cursor, gaps: page.gaps.map(({ partition, gap }) => toWire(partition, gap, cursor)) }
}

/** @param positions are moved on as the page fills */
function createPage(
  { world: { hookLog: log, clock } }: Shared,
  tenant: string,
  positions: Position[],
  since: number,
  filter: EventFilter,
  maxEvents: number,
) {
  const selection: Selection = emptySelection()
  const gaps: { partition: number; gap: LogGap }[] = []
  const allowed = { events: maxEvents, bytes: BLOCK_BYTES_MAX }
  /** Whose past was not looked at yet. */
  const unchecked = new Set(positions)
  let pagesLeft = PAGES_MAX

  return {
    selection,
    gaps,
    get hasNews() {
      return selection.events > 0 || gaps.length > 0
    },
    /** A page of each partition in turn. True: all of them are at the end of the log. */
    async fill(): Promise<boolean> {
      const open = new Set(positions)
      while (open.size > 0) {
        for (const position of open) {
          const step = await advance(position)
          if (step === 'full' || --pagesLeft <= 0) return false
          if (step === 'end') open.delete(position)
        }
      }
      return true
    },
  }

  async function advance(position: Position): Promise<'more' | 'end' | 'full'> {
    const place = { tenant, partition: position.partition }
    const page = await log.read(place, position.seq, PAGE_BLOCKS_MAX)
    if (isElsewhere(position, page)) return skip(position, await recover(log, place, position, since))
    if (unchecked.delete(position)) {
      const rewritten = await rewrittenFrom(log, place, position, since)
      if (rewritten !== undefined) return skip(position, await recover(log, place, position, since, rewritten))
    }
    if (page.blocks.length === 0 && position.seq <= page.tailSeq) {
      const bounds = await log.bounds(place)
      return bounds.epoch === position.epoch && bounds.firstSeq > position.seq
        ? skip(position, trimmed(position, bounds.firstSeq))
        : 'more'
    }
    for (const block of page.blocks) {
      if (block.firstSeq > position.seq) skip(position, trimmed(position, block.firstSeq))
      position.seq = select(selection, block, position.seq, filter, allowed)
      if (position.seq < block.firstSeq + block.count) return 'full'
    }
    return position.seq > page.tailSeq ? 'end' : 'more'
  }

  function skip(position: Position, gap: LogGap): 'more' {
    gaps.push({ partition: position.partition, gap })
    position.epoch = gap.epoch
    position.seq = gap.nextSeq
    since = clock.now()
    return 'more'
  }
}

/** Until the log goes on behind one of the positions. */
function anyNews(
  { world: { hookLog: log } }: Shared,
  tenant: string,
  positions: Position[],
  waitMs: number,
  abort: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const tails = positions.map(({ partition, seq }) => log.follow({ tenant, partition }, seq, done, done))
    const timer = setTimeout(done, waitMs)
    abort.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      abort.removeEventListener('abort', done)
      // Followers are told in a later turn than they follow, so all of them are known here.
      for (const tail of tails) tail.close()
      resolve()
    }
  })
}

const toWire = (partition: number, { reason, firstSeq, lastSeq, epoch }: LogGap, cursor: string): Gap => ({
  reason,
  partition,
  firstSeq,
  lastSeq,
  epoch,
  cursor,
})

function bounded(value: number, max: number, field: string): number {
  if (value > max) throw new SottoError('INVALID_FIELD', { detail: `${field} is more than ${max}`, field })
  return value
}
