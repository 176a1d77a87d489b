import { randomUUID } from 'node:crypto'
import { TENANTS_OBSERVED_MAX } from '../../core/limits.ts'
import { createTallies, emptyTally, type Tally } from '../../core/observe/legs.ts'
import { totalsOf } from '../../core/observe/totals.ts'
import type { Block } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { World } from '../../core/ports/world.ts'

const SAMPLE_MS = 2_000
/** A tenant where nothing happens is looked at as often. */
const IDLE_SAMPLE_MS = 10_000
const LEASE_MS = 15_000
/** Blocks may come so late: what is read at once costs the store and this worker less. */
const PATIENCE_MS = 250

type Followed = { place: Place; close(): void }

/**
 * One worker of the deployment reads the hook logs of the tenants as they grow, adds up rates, times of legs and failures, and
 * leaves a sample of each tenant every two seconds: what consoles and metrics show, without any work on a message's path. When
 * it goes, another takes over within its lease.
 */
export function startObserver(
  world: Pick<World, 'places' | 'hookLog' | 'operators' | 'clock'>,
  onProblem: (error: Error) => void,
): { close(): Promise<void> } {
  const { stats } = world.operators
  const holder = randomUUID()
  const tallies = createTallies()
  const followed = new Map<string, Followed>()
  const sampledAt = new Map<string, number>()
  let closed = false
  let leads = false

  function onBlock(tenant: string, block: Block): void {
    try {
      block.see(tallies.of(tenant))
    } catch (error) {
      onProblem(error as Error)
    }
  }

  async function follow(place: Place): Promise<void> {
    const name = `${place.tenant}:${place.partition}`
    if (followed.has(name)) return
    const { tailSeq } = await world.hookLog.bounds(place)
    if (closed || followed.has(name)) return
    const tail = world.hookLog.follow(
      place,
      tailSeq + 1,
      (block) => onBlock(place.tenant, block),
      () => followed.delete(name),
      PATIENCE_MS,
    )
    followed.set(name, { place, close: () => tail.close() })
  }

  function letGo(): void {
    for (const { close } of followed.values()) close()
    followed.clear()
    tallies.take()
  }

  async function sample(tenant: string, tally: Tally, now: number): Promise<void> {
    const seconds = Math.round((now - (sampledAt.get(tenant) ?? now - SAMPLE_MS)) / 1_000)
    sampledAt.set(tenant, now)
    const { statuses, nodes, partitions } = await stats.figures(tenant)
    await stats.append(tenant, {
      ...tally,
      at: now,
      seconds: Math.max(1, seconds),
      readyDevices: partitions.reduce((sum, { readyDevices }) => sum + readyDevices, 0),
      queued: statuses.queued ?? 0,
      online: nodes.reduce((sum, { online }) => sum + online, 0),
    })
  }

  async function step(): Promise<void> {
    leads = await stats.lead(holder, LEASE_MS)
    if (!leads) return letGo()
    const tenants = (await world.places.tenants()).slice(0, TENANTS_OBSERVED_MAX)
    for (const place of await world.places.all()) if (tenants.includes(place.tenant)) await follow(place)
    const seen = tallies.take()
    const now = world.clock.now()
    for (const tenant of tenants) {
      const tally = seen.get(tenant)
      const isDue = now - (sampledAt.get(tenant) ?? 0) >= IDLE_SAMPLE_MS
      if (tally || isDue) await sample(tenant, tally ?? emptyTally(), now)
    }
    const increments = totalsOf([...seen.values()])
    if (Object.keys(increments).length > 0) await stats.addTotals(increments)
  }

  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  const run = (): void => {
    if (isRunning) return
    isRunning = true
    running = step()
      .catch(onProblem)
      .finally(() => {
        isRunning = false
      })
  }
  const timer = setInterval(run, SAMPLE_MS)
  run()
  return {
    async close() {
      closed = true
      clearInterval(timer)
      await running
      letGo()
      if (leads) await stats.resign(holder).catch(onProblem)
    },
  }
}
