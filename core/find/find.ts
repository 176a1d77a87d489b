import { partitionOf, partitionOfDevice } from '../ids.ts'
import type { World } from '../ports/world.ts'
import { createWalk, type Found, type Walk } from './walk.ts'
import { type Positions, type Source, sourceOf, type Wanted } from './wanted.ts'

/** One page's work [B1]: it ends at the first of the two, and says where. Measured with a million messages: docs/operations.md. */
const RECORDS_A_PAGE = 5_000
const PAGE_MS = 80

export type FoundPage = {
  found: Found[]
  /** Undefined: that was all. */
  next: Positions | undefined
  source: Source
  /** Records that were read. */
  looked: number
  /** It had done enough. */
  stoppedEarly: boolean
}

type Parts = Pick<World, 'operators' | 'places' | 'clock'>

/** The next `count` messages in the order of their source, over all partitions. */
export async function findPage(
  world: Parts,
  tenant: string,
  wanted: Wanted,
  from: Positions | undefined,
  count: number,
): Promise<FoundPage> {
  const { walks, source, budget } = begin(world, tenant, wanted, from)
  const found: Found[] = []
  let stoppedEarly = false
  while (found.length < count) {
    const behind = walks.filter(({ rows, isAtEnd }) => rows.length === 0 && !isAtEnd)
    if (behind.length > 0) {
      // What they find may belong before all that is found elsewhere.
      stoppedEarly = budget.isSpent()
      if (stoppedEarly) break
      for (const cost of await Promise.all(behind.map((walk) => walk.look()))) budget.spend(cost)
      continue
    }
    const first = walks.filter(({ rows }) => rows.length > 0).reduce<Walk | undefined>(higher, undefined)
    if (!first) break
    found.push(first.take())
  }
  return { found, next: positionsOf(world, walks), source, looked: budget.spent, stoppedEarly }
}

/** Some more of them, in no order: for counting, and for acting on all. */
export async function findSome(
  world: Parts,
  tenant: string,
  wanted: Wanted,
  from: Positions | undefined,
): Promise<FoundPage> {
  const { walks, source, budget } = begin(world, tenant, wanted, from)
  const found: Found[] = []
  let stoppedEarly = false
  while (true) {
    const unfinished = walks.filter(({ isAtEnd }) => !isAtEnd)
    if (unfinished.length === 0) break
    stoppedEarly = budget.isSpent()
    if (stoppedEarly) break
    for (const cost of await Promise.all(unfinished.map((walk) => walk.look()))) budget.spend(cost)
    for (const walk of unfinished) while (walk.rows.length > 0) found.push(walk.take())
  }
  return { found, next: positionsOf(world, walks), source, looked: budget.spent, stoppedEarly }
}

function begin({ operators, places, clock }: Parts, tenant: string, wanted: Wanted, from: Positions | undefined) {
  const source = sourceOf(wanted)
  const walks = partitionsOf(wanted, places.partitions)
    .filter((partition) => from === undefined || from[partition] !== undefined)
    .map((partition) =>
      createWalk(operators.search, { tenant, partition }, source, wanted, from === undefined ? '' : from[partition]),
    )
  const startedAt = clock.now()
  let spent = 0
  let hasLooked = false
  const budget = {
    get spent() {
      return spent
    },
    spend(cost: number) {
      spent += cost
      hasLooked = true
    },
    // Not before something was looked at, or pages would go on for ever.
    isSpent: () => hasLooked && (spent >= RECORDS_A_PAGE || clock.now() - startedAt >= PAGE_MS),
  }
  return { source, walks, budget }
}

function partitionsOf({ messageId, device }: Wanted, partitions: number): number[] {
  if (messageId !== '') return [partitionOf(messageId)].filter((partition) => partition < partitions)
  if (device !== '') return [partitionOfDevice(device, partitions)]
  return Array.from({ length: partitions }, (_, partition) => partition)
}

/** The one whose first row comes first; of two alike, the one of the lower partition. */
const higher = (best: Walk | undefined, walk: Walk): Walk =>
  best && best.rows[0]!.rank >= walk.rows[0]!.rank ? best : walk

function positionsOf({ places }: Parts, walks: Walk[]): Positions | undefined {
  const unfinished = walks.filter(({ rows, isAtEnd }) => rows.length > 0 || !isAtEnd)
  if (unfinished.length === 0) return undefined
  const positions: Positions = Array.from({ length: places.partitions }, () => undefined)
  for (const { partition, position } of unfinished) positions[partition] = position
  return positions
}
