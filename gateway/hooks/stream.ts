import type { Clock } from '../../core/ports/clock.ts'
import type { HookLog } from '../../core/ports/hook-log.ts'
import type { Position } from '../../core/ports/subscriptions.ts'
import type { Traces } from '../../core/ports/traces.ts'
import type { Grant__Output } from '../../proto/gen/sotto/v1/Grant.ts'
import type { SubscribeResponse } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import type { Cursors } from './cursor.ts'
import type { EventFilter } from './filter.ts'
import { encodeEvents, encodeFrame } from './frames.ts'
import { createGrantAccount } from './grant.ts'
import type { Outlet } from './outlet.ts'
import { createReader, type Lag, type Seen } from './reader.ts'
import type { HookMetrics } from './shared.ts'
import type { Slots } from './slots.ts'
import { traceEvents } from './traced.ts'

export type Stream = {
  /** The first frame; before any other. */
  opened(subscription: string, generation: number): void
  /** Reads these partitions from now on. */
  hold(positions: Position[], since: number, seen?: Seen): void
  grant(grant: Grant__Output): void
  /** Any frame but events. */
  send(frame: SubscribeResponse): void
  /** Frames that had to wait for the subscriber to read may go out now. */
  resume(): void
  cursor(): string
  /** [H5] As the last heartbeat had it. */
  readonly lag: { events: number; ms: number }
  readonly isParked: boolean
  readonly partitions: number[]
  readonly sentEvents: number
  /** Of a partition as it is now: what an acknowledgement must be of. */
  epochOf(partition: number): string | undefined
  close(): void
}

/**
 * One Subscribe stream from its first frame to its last: what is read, what may be sent, and a sign of life when there is
 * nothing to send. Frames of control are few and small, and each answers to something; events and heartbeats wait for the
 * subscriber to read.
 */
export function createStream(given: {
  tenant: string
  partitions: number
  heartbeatMs: number
  /** Where it is in every partition, also in those that it will not hold. */
  start: Position[]
  /** Who reads, for the spans. */
  application: string
  world: { log: HookLog; clock: Clock; traces: Traces | undefined }
  cursors: Cursors
  filter: EventFilter
  slots: Slots
  outlet: Outlet
  metrics: HookMetrics
  onFailure(error: unknown): void
  onStoreAway(error: unknown): void
}): Stream {
  const { tenant, heartbeatMs, world, cursors, outlet, metrics } = given
  const grants = createGrantAccount()
  const positions = given.start.map((position) => ({ ...position }))
  const held = positions.map(() => false)
  let lag = { events: 0, ms: 0 }
  let sentAt = performance.now()
  let isClosed = false
  let sentEvents = 0
  let beating: NodeJS.Timeout | undefined

  const reader = createReader({
    tenant,
    log: world.log,
    filter: given.filter,
    grants,
    slots: given.slots,
    now: () => world.clock.now(),
    onFailure: given.onFailure,
    onStoreAway: given.onStoreAway,
    out: {
      get isReady() {
        return outlet.isReady
      },
      events(selection, partition, epoch) {
        write(encodeEvents(selection, partition, epoch, cursor()))
        metrics.hookEvents.inc(selection.events)
        sentEvents += selection.events
        if (world.traces) traceEvents(world.traces, selection, given.application)
      },
      gap(partition, { reason, firstSeq, lastSeq, epoch }) {
        send({ gap: { reason, partition, firstSeq, lastSeq, epoch, cursor: cursor() } })
        metrics.hookGaps.inc({ reason })
      },
    },
  })

  return {
    opened(subscription, generation) {
      send({ opened: { cursor: cursor(), subscription, generation, partitions: given.partitions } })
      beating = setTimeout(beat, heartbeatMs)
    },
    hold(next, since, seen) {
      held.fill(false)
      for (const position of next) {
        held[position.partition] = true
        positions[position.partition] = { ...position }
      }
      reader.hold(next, since, seen)
    },
    grant(grant) {
      grants.raise(grant)
      reader.pump()
    },
    send,
    resume: () => reader.pump(),
    cursor,
    get lag() {
      return lag
    },
    get isParked() {
      return !grants.isOpen || !outlet.isReady
    },
    get partitions() {
      return reader.positions().map(({ partition }) => partition)
    },
    get sentEvents() {
      return sentEvents
    },
    epochOf: (partition) => reader.positions().find((position) => position.partition === partition)?.epoch,
    close() {
      isClosed = true
      clearTimeout(beating)
      reader.close()
    },
  }

  function cursor(): string {
    for (const position of reader.positions()) positions[position.partition] = position
    return cursors.encode(tenant, { issuedAt: world.clock.now(), positions, held })
  }

  function send(frame: SubscribeResponse): void {
    write(encodeFrame(frame))
  }

  function write(frame: Buffer): void {
    if (isClosed) return
    sentAt = performance.now()
    outlet.send(frame)
  }

  /** [H2, H5] When nothing was sent for a while, also when the filter let nothing through. */
  async function beat(): Promise<void> {
    const idleMs = performance.now() - sentAt
    if (idleMs >= heartbeatMs) await heartbeat()
    if (!isClosed) beating = setTimeout(beat, Math.max(1, heartbeatMs - (performance.now() - sentAt)))
  }

  async function heartbeat(): Promise<void> {
    lag = inMs(await lagNow(), lag)
    if (isClosed || !outlet.isReady) {
      // The subscriber does not read: the next one is due as if this had gone out.
      sentAt = performance.now()
      return
    }
    const { events, bytes } = grants.left()
    send({
      heartbeat: {
        cursor: cursor(),
        lagEvents: lag.events,
        lagMs: lag.ms,
        grantedEventsLeft: events,
        grantedBytesLeft: bytes,
        serverTime: world.clock.now(),
        parked: !grants.isOpen,
      },
    })
  }

  async function lagNow(): Promise<Lag | undefined> {
    try {
      return await reader.lag()
    } catch (error) {
      given.onStoreAway(error)
      return undefined
    }
  }

  /** The store is away: what was known before is still the best there is. */
  function inMs(now: Lag | undefined, before: { events: number; ms: number }): { events: number; ms: number } {
    if (!now) return before
    return { events: now.events, ms: Number.isFinite(now.oldestAt) ? Math.max(0, world.clock.now() - now.oldestAt) : 0 }
  }
}
