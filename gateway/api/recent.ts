import { acceptedAtOf } from '../../core/ids.ts'
import { EVENT_KINDS } from '../../core/message.ts'
import type { HookLog } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { World } from '../../core/ports/world.ts'
import type { Events, Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import { codec } from '../../proto/index.ts'
import { refuseUnless } from './handler.ts'
import { pageToken, readPageToken } from './page.ts'

/** Events looked at in one step back: keeps a step of a log of large events to some megabytes. */
const STEP_EVENTS = 256
const READ_BLOCKS = 64
/** Steps back for one page and partition. A page may be short, or empty, and still have a next one. */
const STEPS_MAX = 8
const FORM = 'r'
const POSITIONS = /^\d{1,15}(,\d{1,15}){0,1023}$/

const QUEUED_BIT = 1 << (EVENT_KINDS.indexOf('queued') + 1)
const events = codec<Events, Events__Output>('Events')

type Queued = { messageId: string; seq: number }
/** How far back one partition's log was read: everything from `below` on. `ended`: there is nothing before. */
type Walk = { place: Place; firstSeq: number; below: number; found: Queued[]; ended: boolean }

/**
 * The newest messages of a tenant. Every message has one `queued` event, and each partition's log has them in the order
 * accepted, so walking the logs backwards and merging by identifier needs no index of its own.
 */
export async function recent(
  { hookLog, places }: Pick<World, 'hookLog' | 'places'>,
  tenant: string,
  token: string,
  count: number,
): Promise<{ messageIds: string[]; tokenAfter(id: string, isLast: boolean): string }> {
  const given = readPageToken(FORM, token, POSITIONS)?.split(',').map(Number)
  refuseUnless(given === undefined || given.length === places.partitions, 'page_token', 'is of another deployment')
  const walks = await Promise.all(
    Array.from({ length: places.partitions }, (_, partition) =>
      startWalk(hookLog, { tenant, partition }, given?.[partition]),
    ),
  )
  const start = walks.map(({ below }) => below)
  await Promise.all(walks.map((walk) => stepBack(hookLog, walk)))
  const taken: { partition: number; queued: Queued }[] = []
  while (taken.length < count) {
    // What an unread part of a log holds may be newer than all that was found elsewhere.
    if (walks.some(({ found, ended }) => found.length === 0 && !ended)) break
    const newest = newestOf(walks)
    if (newest === undefined) break
    const queued = walks[newest]!.found.shift()!
    taken.push({ partition: newest, queued })
    if (walks[newest]!.found.length === 0) await stepBack(hookLog, walks[newest]!)
  }

  function tokenAfter(id: string, isLast: boolean): string {
    const at = isLast ? walks.map(positionOf) : [...start]
    if (!isLast)
      for (const { partition, queued } of taken) {
        at[partition] = queued.seq
        if (queued.messageId === id) break
      }
    const over = isLast && walks.every(({ found, ended }) => ended && found.length === 0)
    return over ? '' : pageToken(FORM, at.join(','))
  }
  return { messageIds: taken.map(({ queued }) => queued.messageId), tokenAfter }
}

async function startWalk(hookLog: HookLog, place: Place, below: number | undefined): Promise<Walk> {
  const { firstSeq, tailSeq } = await hookLog.bounds(place)
  const from = Math.min(below ?? tailSeq + 1, tailSeq + 1)
  return { place, firstSeq, below: from, found: [], ended: from <= firstSeq }
}

/** Reads back until something is found, the log ends, or it has been enough. */
async function stepBack(hookLog: HookLog, walk: Walk): Promise<void> {
  for (let step = 0; step < STEPS_MAX && walk.found.length === 0 && !walk.ended; step++) {
    const from = Math.max(walk.firstSeq, walk.below - STEP_EVENTS)
    walk.found = (await queuedBetween(hookLog, walk.place, from, walk.below)).reverse()
    walk.below = from
    walk.ended = from <= walk.firstSeq
  }
}

async function queuedBetween(hookLog: HookLog, place: Place, from: number, below: number): Promise<Queued[]> {
  const found: Queued[] = []
  for (let next = from; next < below; ) {
    const { blocks } = await hookLog.read(place, next, READ_BLOCKS)
    for (const { firstSeq, kinds, data, count } of blocks) {
      next = firstSeq + count
      if ((kinds & QUEUED_BIT) === 0) continue
      for (const [index, { kind, messageId }] of events.decode(data).events.entries()) {
        const seq = firstSeq + index
        if (kind === 'EVENT_KIND_QUEUED' && seq >= from && seq < below) found.push({ messageId, seq })
      }
    }
    if (blocks.length === 0) break
  }
  return found
}

function newestOf(walks: Walk[]): number | undefined {
  let newest: number | undefined
  for (const [index, { found }] of walks.entries()) {
    const time = found[0] && acceptedAtOf(found[0].messageId)
    const best = newest === undefined ? undefined : acceptedAtOf(walks[newest]!.found[0]!.messageId)
    if (time !== undefined && (best === undefined || time > best)) newest = index
  }
  return newest
}

const positionOf = ({ found, below }: Walk): number => (found[0] ? found[0].seq + 1 : below)
