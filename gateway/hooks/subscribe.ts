import { SottoError } from '../../core/errors.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { Ack__Output } from '../../proto/gen/sotto/v1/Ack.ts'
import type { Open__Output } from '../../proto/gen/sotto/v1/Open.ts'
import type { SubscribeRequest__Output } from '../../proto/gen/sotto/v1/SubscribeRequest.ts'
import { compileFilter } from './filter.ts'
import { type Assignment, createMembership, type LeaveReason, type Membership } from './membership.ts'
import { groupOf, readOpening, shownName, storedName } from './open.ts'
import { createOutlet, type SubscribeCall } from './outlet.ts'
import type { Seen } from './reader.ts'
import type { Shared, Subscriber } from './shared.ts'
import { createStream, type Stream } from './stream.ts'

/** From the call until its Open frame. */
const OPEN_TIMEOUT_MS = 10_000
/** Acknowledgements that wait for the store; at so many no more frames are read until some were stored. */
const ACKS_WAITING_MAX = 64

/**
 *   opening   the caller is known, its first frame is awaited or being carried out; what comes next waits in order
 *   open      events and heartbeats go out; grants and acknowledgements come in
 *   closed    nothing goes out any more; a named subscription's partitions are given up
 */
type State =
  | { is: 'opening'; timer: NodeJS.Timeout }
  | { is: 'open'; stream: Stream; membership: Membership | undefined }
  | { is: 'closed' }

export function createSubscriber(call: SubscribeCall, principal: Principal, shared: Shared): Subscriber {
  const { tenant } = principal
  const { world, cursors, starts, metrics, log } = shared
  const outlet = createOutlet(call, () => {
    if (state.is === 'open') state.stream.resume()
  })
  let state: State = {
    is: 'opening',
    timer: setTimeout(
      () => fail(new SottoError('MALFORMED_REQUEST', { detail: 'no open frame came in time' })),
      OPEN_TIMEOUT_MS,
    ),
  }
  let named: { stored: string; member: string; group: string } | undefined
  let acksWaiting = 0
  let onEnded: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    onEnded = resolve
  })
  /** Frames are carried out one after the other. */
  let work: Promise<void> = Promise.resolve()

  call.on('data', (request: SubscribeRequest__Output) => {
    if (state.is === 'open') return take(request)
    // Open waits for the store; the frames behind it wait in the call's own, bounded buffer.
    call.pause()
    work = work
      .then(() => take(request))
      .then(
        () => {
          call.resume()
        },
        (error) => fail(error),
      )
  })
  call.on('end', () => void close())
  call.on('cancelled', () => void close())
  call.on('error', () => void close())
  call.on('close', () => void close())

  const subscriber: Subscriber = {
    get group() {
      return named?.group
    },
    get member() {
      return named?.member
    },
    get subscription() {
      return named && shownName(named.stored)
    },
    get stream() {
      return state.is === 'open' ? state.stream : undefined
    },
    poke() {
      if (state.is === 'open') state.membership?.poke()
    },
    async goAway(reason, reconnectAfterMs) {
      if (state.is === 'open')
        state.stream.send({ goAway: { reason, reconnectAfterMs, cursor: state.stream.cursor() } })
      await close()
    },
    fail,
    ended,
  }
  return subscriber

  function take(request: SubscribeRequest__Output): void | Promise<void> {
    try {
      if (state.is === 'closed') return
      if (state.is === 'opening') {
        if (!request.open) throw new SottoError('MALFORMED_REQUEST', { detail: 'the first frame must be open' })
        return open(request.open)
      }
      if (request.grant) state.stream.grant(request.grant)
      else if (request.ack) void acknowledge(state.stream, state.membership, request.ack)
      else if (request.leave) void close()
      else
        throw new SottoError('MALFORMED_REQUEST', { detail: 'a frame is grant, ack or leave once the stream is open' })
    } catch (error) {
      fail(error)
    }
  }

  async function open(frame: Open__Output): Promise<void> {
    const { heartbeatMs, named: asked } = readOpening(frame)
    const filter = compileFilter(frame.filter, principal)
    const joined = asked ? await join(asked, frame) : undefined
    if (state.is !== 'opening') return joined?.membership.leave()
    const begin = joined ?? (await starts.resolve(tenant, frame.start))
    if (state.is !== 'opening') return
    clearTimeout(state.timer)
    const stream = createStream({
      tenant,
      partitions: shared.partitions,
      heartbeatMs,
      start: begin.positions,
      application: principal.application,
      world: { log: world.hookLog, clock: world.clock, traces: world.traces },
      cursors,
      filter,
      slots: shared.slots,
      outlet,
      metrics,
      onFailure: fail,
      onStoreAway,
    })
    state = { is: 'open', stream, membership: joined?.membership }
    stream.opened(asked?.name ?? '', joined?.assignment.generation ?? 0)
    if (joined) assign(joined.assignment, frame.start?.at === 'cursor' ? readHeld(frame.start.cursor ?? '') : undefined)
    else stream.hold(begin.positions, begin.since)
    if (frame.grant) stream.grant(frame.grant)
    if (named) shared.onMember(subscriber)
  }

  async function join(asked: { name: string; member: string }, frame: Open__Output) {
    const stored = storedName(principal, asked.name)
    await ensure(stored, frame)
    named = { stored, member: asked.member, group: groupOf(tenant, stored) }
    const membership = createMembership({
      subscriptions: world.subscriptions,
      tenant,
      name: stored,
      who: { member: asked.member, stream: shared.newStreamName() },
      partitions: shared.partitions,
      onAssigned: assign,
      onEnded: leaveBecause,
      onStoreAway,
    })
    const assignment = await membership.join()
    if (typeof assignment === 'string') throw leaveError(assignment)
    return { membership, assignment, positions: assignment.floor, since: assignment.ackedAt }
  }

  /** For a subscription that exists, its floor wins over where the caller wanted to start: that only says what it has seen. */
  async function ensure(stored: string, frame: Open__Output): Promise<void> {
    if (await world.subscriptions.get(tenant, stored)) return
    const { positions } = await starts.resolve(tenant, frame.start)
    const created = await world.subscriptions.create(tenant, stored, principal.application, positions)
    if (created === 'LIMIT_REACHED')
      throw new SottoError('LIMIT_REACHED', { detail: 'the number of named subscriptions of a tenant' })
  }

  function assign({ partitions, generation, floor, ackedAt }: Assignment, seen?: Seen): void {
    if (state.is !== 'open') return
    state.stream.send({ assigned: { partitions, generation } })
    state.stream.hold(
      floor.filter(({ partition }) => partitions.includes(partition)),
      ackedAt,
      seen,
    )
  }

  async function acknowledge(stream: Stream, membership: Membership | undefined, ack: Ack__Output): Promise<void> {
    if (++acksWaiting >= ACKS_WAITING_MAX) call.pause()
    try {
      const refused = membership ? await store(stream, membership, ack.cursor) : 'NOT_FOUND'
      if (refused) metrics.refusedInput.inc({ door: 'hooks', reason: refused })
      stream.send({ ack: { requestId: ack.requestId, refused, cursor: ack.cursor } })
      if (refused === 'STALE_GENERATION') membership?.poke()
    } catch (error) {
      // A store that is away: the subscriber acknowledges again with its next cursor.
      onStoreAway(error)
      stream.send({ ack: { requestId: ack.requestId, refused: 'STORE_UNAVAILABLE', cursor: ack.cursor } })
    } finally {
      if (--acksWaiting < ACKS_WAITING_MAX) call.resume()
    }
  }

  /** '' when it is stored, else why not. */
  async function store(stream: Stream, membership: Membership, cursor: string): Promise<string> {
    const held = readHeld(cursor)
    if (!held) return 'BAD_CURSOR'
    // Of a log that was lost since, nothing is left to be done with.
    const current = held.positions.filter(({ partition, epoch }) => (stream.epochOf(partition) ?? epoch) === epoch)
    const word = await membership.ack(current)
    return word === 'stored' ? '' : word === 'GONE' ? 'NOT_FOUND' : word
  }

  /** Only of the partitions that the stream held when the cursor was given out. */
  function readHeld(text: string): Seen | undefined {
    try {
      const { positions, held, issuedAt } = cursors.decode(tenant, text)
      return { positions: positions.filter(({ partition }) => held[partition]), since: issuedAt }
    } catch (error) {
      if (error instanceof SottoError) return undefined
      throw error
    }
  }

  function leaveBecause(reason: LeaveReason): void {
    if (reason === 'TAKEN_OVER') void subscriber.goAway(reason, 0)
    else fail(leaveError(reason))
  }

  function onStoreAway(error: unknown): void {
    metrics.storeErrors.inc({ call: 'hooks' })
    log.warn({ err: error, tenant, application: principal.application }, 'a hook stream waits for the store')
  }

  function fail(error: unknown): void {
    if (state.is === 'closed') return
    void close(error)
  }

  async function close(error?: unknown): Promise<void> {
    if (state.is === 'closed') return
    const before = state
    state = { is: 'closed' }
    if (before.is === 'opening') clearTimeout(before.timer)
    if (before.is === 'open') before.stream.close()
    if (error === undefined) outlet.end()
    else if (!call.cancelled && !call.destroyed) call.emit('error', shared.failure(error))
    if (before.is === 'open' && before.membership) await leave(before.membership)
    onEnded()
  }

  /** Should it fail, the lease ends by itself. */
  async function leave(membership: Membership): Promise<void> {
    try {
      await membership.leave()
    } catch (error) {
      onStoreAway(error)
    }
  }
}

function leaveError(reason: LeaveReason): SottoError {
  switch (reason) {
    case 'TAKEN_OVER':
      return new SottoError('STALE_GENERATION')
    case 'LIMIT_REACHED':
      return new SottoError('LIMIT_REACHED', { detail: 'the number of members of a subscription' })
    case 'GONE':
      return new SottoError('NOT_FOUND', { detail: 'the subscription was deleted' })
  }
}
