import type { Position, Subscriptions } from '../../core/ports/subscriptions.ts'

/** A member that is silent for so long loses its partitions. */
export const MEMBER_LEASE_MS = 15_000
/** How soon a member hears that the sharing has changed elsewhere. */
const RENEW_MS = 2_000
/** [H6] One write for all acknowledgements of this time. */
const ACK_EVERY_MS = 100

export type Assignment = { partitions: number[]; generation: number; floor: Position[]; ackedAt: number }
export type LeaveReason = 'TAKEN_OVER' | 'LIMIT_REACHED' | 'GONE'
export type AckWord = 'stored' | 'STALE_GENERATION' | 'GONE'

export type Membership = {
  /** The first lease. */
  join(): Promise<Assignment | LeaveReason>
  /** Asks now instead of at the next renewal: another member came or went. */
  poke(): void
  /** Merged with those of the same 100 ms; answers when they are stored. */
  ack(floor: Position[]): Promise<AckWord>
  /** Stores what was acknowledged, and gives up the partitions at once. Also ends the renewals. */
  leave(): Promise<void>
}

/** [H6] One stream's membership of a named subscription: renews its lease, and hears how the partitions are shared. */
export function createMembership(given: {
  subscriptions: Subscriptions
  tenant: string
  name: string
  who: { member: string; stream: string }
  partitions: number
  /** Only when it is another than before. An own lease that has ended without an answer of the store is an empty one. */
  onAssigned(assignment: Assignment): void
  onEnded(reason: LeaveReason): void
  onStoreAway(error: unknown): void
}): Membership {
  const { subscriptions, tenant, name, who, partitions, onAssigned, onEnded, onStoreAway } = given
  let state: 'new' | 'member' | 'left' = 'new'
  let current: Assignment = { partitions: [], generation: 0, floor: [], ackedAt: 0 }
  let renewedAt = 0
  let timer: NodeJS.Timeout | undefined
  let renewing: Promise<void> | undefined
  let isPoked = false
  const acks = createAckBatch((floor) => subscriptions.ack(tenant, name, who, floor))

  return {
    async join() {
      const answer = await ask()
      if (typeof answer === 'string') return answer
      if (state === 'new') state = 'member'
      current = answer
      schedule(RENEW_MS)
      return answer
    },
    poke() {
      if (state !== 'member') return
      isPoked = true
      schedule(0)
    },
    ack: (floor) => acks.add(floor),
    async leave() {
      if (state === 'left') return
      state = 'left'
      clearTimeout(timer)
      await renewing
      await acks.flush()
      await subscriptions.leave(tenant, name, who)
    },
  }

  async function ask(): Promise<Assignment | LeaveReason> {
    const askedAt = performance.now()
    const answer = await subscriptions.renew(tenant, name, who, MEMBER_LEASE_MS, partitions)
    if (typeof answer === 'string') return answer
    renewedAt = askedAt
    return {
      partitions: answer.assigned,
      generation: answer.generation,
      floor: answer.floor,
      ackedAt: answer.ackedAt,
    }
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    if (state === 'member' && !renewing) timer = setTimeout(renew, ms)
  }

  function renew(): void {
    isPoked = false
    renewing = renewOnce().finally(() => {
      renewing = undefined
      schedule(isPoked ? 0 : RENEW_MS)
    })
  }

  async function renewOnce(): Promise<void> {
    try {
      const answer = await ask()
      if (state !== 'member') return
      if (typeof answer === 'string') onEnded(answer)
      else change(answer)
    } catch (error) {
      onStoreAway(error)
      // Others may hold them by now.
      if (state === 'member' && performance.now() - renewedAt > MEMBER_LEASE_MS) change({ ...current, partitions: [] })
    }
  }

  function change(next: Assignment): void {
    const isSame = next.generation === current.generation && next.partitions.join(',') === current.partitions.join(',')
    current = next
    if (!isSame) onAssigned(next)
  }
}

/** The first at once, the next ones together. */
function createAckBatch(store: (floor: Position[]) => Promise<AckWord>) {
  let pending = new Map<number, Position>()
  let waiting: { resolve(word: AckWord): void; reject(error: unknown): void }[] = []
  let timer: NodeJS.Timeout | undefined
  let storedAt = Number.NEGATIVE_INFINITY
  let storing: Promise<void> = Promise.resolve()

  async function storePending(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const [floor, askers] = [[...pending.values()], waiting]
    pending = new Map()
    waiting = []
    storedAt = performance.now()
    try {
      const word = await store(floor)
      for (const { resolve } of askers) resolve(word)
    } catch (error) {
      for (const { reject } of askers) reject(error)
    }
  }

  const flush = (): Promise<void> => {
    storing = storing.then(storePending)
    return storing
  }
  return {
    add(floor: Position[]): Promise<AckWord> {
      for (const position of floor) {
        const known = pending.get(position.partition)
        if (known?.epoch !== position.epoch || known.seq < position.seq) pending.set(position.partition, position)
      }
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        timer ??= setTimeout(flush, Math.max(0, ACK_EVERY_MS - (performance.now() - storedAt)))
      })
    },
    flush,
  }
}
