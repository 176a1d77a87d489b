import { CLOSE_REASONS, type CloseReason } from '../../core/close-reasons.ts'
import { REFUSALS } from '../../core/errors.ts'
import { attach } from '../../core/flow/attach.ts'
import { partitionOfDevice } from '../../core/ids.ts'
import {
  CHANNEL_BUFFER_BYTES_MAX,
  FRAME_ITEMS_MAX,
  FRAMES_PER_SECOND_MAX,
  GREETINGS_MAX,
  HELLO_TIMEOUT_MS,
  REPORTS_PER_CHANNEL_BYTES_MAX,
} from '../../core/limits.ts'
import type { DeviceRecord } from '../../core/ports/devices.ts'
import type { EncodedItem } from '../../core/ports/frames.ts'
import type { Place, Report, ReportAnswer } from '../../core/ports/messages.ts'
import type { World } from '../../core/ports/world.ts'
import type { Log } from '../ops/log.ts'
import type { Connections } from './connections.ts'
import { freshSession, type Hello, isSignedBy, type KnownKeys, NONCE_BYTES, readHello, readPublicKey } from './hello.ts'
import { deviceKey, type Hub, type HubChannel } from './hub.ts'
import type { Pace, Speaker } from './pace.ts'
import type { Presence } from './presence.ts'
import type { Reports } from './reports.ts'
import { readSaid, type Said } from './said.ts'
import type { Accepted, Wire } from './wire.ts'

/** What channels of a node share. */
export type Node = {
  id: string
  world: Pick<World, 'config' | 'clock' | 'chance' | 'places' | 'devices' | 'inbox' | 'work' | 'audit'>
  hub: Hub
  reports: Reports
  presence: Presence
  connections: Connections
  keys: KnownKeys
  pace: Pace
  observe: {
    opened(wire: string): void
    closed(wire: string, reason: string, wasOpen: boolean): void
    refused(code: string): void
    delivered(wire: string, items: EncodedItem[]): void
  }
  log: Log
  onProblem(error: Error): void
}

/**
 * greeting: the challenge is sent, the hello awaited. opening: the hello is being checked and bound. open: the device's live
 * channel. closed: nothing more is read or written. Each state has only what it needs.
 */
type State = { is: 'greeting'; nonce: Uint8Array; timer: NodeJS.Timeout } | { is: 'opening' } | Open | { is: 'closed' }

type Open = {
  is: 'open'
  place: Place
  device: string
  session: string
  /** Gathered until it is said. */
  answers: Accepted | undefined
  /** Of what it said and the store has not taken yet. */
  waitingBytes: number
  isPaused: boolean
  /** The kinds of refusals so far: the first of each is logged and audited, a device may cause any number of them. */
  refused: Set<string> | undefined
}

const OPENING: State = { is: 'opening' }
const CLOSED: State = { is: 'closed' }

const RATE_WINDOW_MS = 10_000

/**
 * One device's channel, whichever wire it comes by. A class, since a node has very many of them: what they do is there once, and
 * each takes up what it knows.
 */
export class Channel implements HubChannel, Speaker {
  /** [S3] Of the device's channels; 0 until it is open. */
  number = 0
  private readonly node: Node
  private readonly wire: Wire
  private state: State
  private framesSince = 0
  private framesCount = 0

  constructor(node: Node, wire: Wire) {
    this.node = node
    this.wire = wire
    this.state = this.greet()
    node.connections.add(this)
    if (node.connections.greeting > GREETINGS_MAX) this.close('OVERLOADED')
  }

  /** [S2] */
  hello(value: unknown): void {
    const { node, state } = this
    if (state.is !== 'greeting') return this.close('BAD_ORDER', 'hello')
    const hello = readHello(value)
    if (typeof hello === 'string') return this.close('BAD_FRAME', hello)
    if (node.connections.known >= node.world.config.channelsMax) return this.close('OVERLOADED')
    clearTimeout(state.timer)
    this.state = OPENING
    node.connections.greeting--
    node.connections.known++
    node.connections.bound(this.open(hello, state.nonce)).catch((error: Error) => {
      node.onProblem(error)
      this.close('STORE_UNAVAILABLE')
    })
  }

  said(kind: Said, list: unknown): void {
    const { state } = this
    if (state.is === 'closed') return
    if (state.is !== 'open') return this.close('BAD_ORDER', kind)
    if (!Array.isArray(list) || list.length > FRAME_ITEMS_MAX)
      return this.close('BAD_FRAME', `${kind}: not a list of at most ${FRAME_ITEMS_MAX}`)
    if (this.node.reports.isFull) return this.close('OVERLOADED')
    this.add(state, kind, this.read(state, kind, list))
  }

  /** A frame came, of whatever kind: evidence that the device is there [S6]; too many of them close the channel. */
  heard(): void {
    const { state } = this
    if (state.is === 'closed') return
    if (this.isTooFast()) return this.close('RATE_LIMITED')
    if (state.is === 'open') this.node.presence.seen(state.place, state.device, this.number)
  }

  /** The peer ended the connection, or it was lost. */
  lost(reason: string): void {
    this.end(reason, '')
  }

  close(reason: CloseReason, detail = ''): void {
    if (this.isClosed()) return
    const { retryMs } = CLOSE_REASONS[reason]
    this.wire.close(reason, Math.floor(this.node.world.chance.unit() * retryMs))
    this.end(reason, detail)
  }

  send(kind: 'deliver' | 'cancel', items: EncodedItem[]): void {
    const { state, wire } = this
    if (state.is !== 'open') return
    if (this.isTooSlow()) return this.close('SLOW_DEVICE')
    this.say()
    wire.items(kind, items)
    this.node.observe.delivered(wire.name, items)
  }

  /** [D2] The answers that were gathered. */
  say(): void {
    const { state } = this
    if (state.is !== 'open' || !state.answers) return
    const { answers } = state
    state.answers = undefined
    if (this.isTooSlow()) this.close('SLOW_DEVICE')
    else this.wire.accepted(answers)
  }

  private greet(): State {
    const nonce = this.node.world.chance.bytes(NONCE_BYTES)
    const timer = setTimeout(() => this.close('HELLO_TIMEOUT'), HELLO_TIMEOUT_MS)
    this.node.connections.greeting++
    this.wire.challenge(nonce)
    return { is: 'greeting', nonce, timer }
  }

  private isClosed(): boolean {
    return this.state.is === 'closed'
  }

  private end(reason: string, detail: string): void {
    const { node, state: was } = this
    if (was.is === 'closed') return
    this.state = CLOSED
    node.connections[was.is === 'greeting' ? 'greeting' : 'known']--
    node.connections.remove(this)
    node.observe.closed(this.wire.name, reason, was.is === 'open')
    if (was.is === 'greeting') clearTimeout(was.timer)
    if (was.is !== 'open') return
    node.log.debug({ ...was.place, device: was.device, sessionId: was.session, reason, detail }, 'a channel ended')
    node.hub.gone(deviceKey(was.place.tenant, was.device), this.number)
    node.presence.closed(was.place, was.device, this.number)
    if (detail !== '') this.audit(was.place.tenant, was.device, reason, detail)
  }

  private audit(tenant: string, device: string, outcome: string, detail: string): void {
    this.node.world.audit.record(tenant, {
      at: this.node.world.clock.now(),
      actor: `device:${device}`,
      what: 'channel',
      about: device,
      outcome,
      detail,
    })
  }

  private refused({ tenant, deviceId }: Hello, refusal: CloseReason, isThere: boolean): void {
    // Of a device that is there: made-up names must not fill the store.
    if (isThere) this.audit(tenant, deviceId, refusal, 'hello')
    this.close(refusal)
  }

  private async open(hello: Hello, nonce: Uint8Array): Promise<void> {
    const { node, wire } = this
    const { world, hub } = node
    const place = { tenant: hello.tenant, partition: partitionOfDevice(hello.deviceId, world.places.partitions) }
    const known = node.keys.get(hello)
    if (!known || !(await isSignedBy(known, hello, nonce))) {
      const device = await world.devices.get(place, hello.deviceId)
      if (!device) return this.refused(hello, 'BAD_CREDENTIAL', false)
      const key = readPublicKey(device.publicKey)
      const refusal = refuse(device, hello, await isSignedBy(key, hello, nonce))
      if (refusal) return this.refused(hello, refusal, true)
      node.keys.keep(hello, key)
    }
    // The peer may have gone meanwhile.
    if (this.isClosed()) return
    const key = deviceKey(hello.tenant, hello.deviceId)
    hub.opening(key)
    try {
      const answer = await attach(world, {
        ...{ tenant: hello.tenant, device: hello.deviceId, epoch: hello.epoch, node: node.id, wire: wire.name },
        ...{
          presented: hello.sessionId,
          freshSession: freshSession(world.chance),
          agent: hello.agent,
          actions: hello.actions,
        },
      })
      if ('refused' in answer) {
        hub.failed(key)
        if (answer.refused === 'UNKNOWN_DEVICE') return this.refused(hello, 'BAD_CREDENTIAL', false)
        return this.refused(hello, answer.refused, true)
      }
      const { session, resumed, channel: number } = answer
      // The peer may have gone while the store was asked.
      if (this.isClosed()) {
        hub.failed(key)
        return node.presence.closed(place, hello.deviceId, number)
      }
      this.number = number
      this.state = {
        is: 'open',
        place,
        device: hello.deviceId,
        session,
        answers: undefined,
        waitingBytes: 0,
        isPaused: false,
        refused: undefined,
      }
      wire.welcome({
        ...{ sessionId: session, resumed, serverTime: world.clock.now() },
        ...{ heartbeatSeconds: world.config.heartbeatSeconds, window: world.config.windowPerChannel },
      })
      node.observe.opened(wire.name)
      node.log.debug(
        { ...place, device: hello.deviceId, sessionId: session, channel: number, resumed },
        'a channel opened',
      )
      hub.opened(key, this)
    } catch (error) {
      hub.failed(key)
      throw error
    }
  }

  /** [M10] bounds what is unreceipted, but not what is sent again or answered: a peer that lets this much wait does not read. */
  private isTooSlow(): boolean {
    return this.wire.bufferedBytes() > CHANNEL_BUFFER_BYTES_MAX
  }

  private isTooFast(): boolean {
    const now = performance.now()
    if (now - this.framesSince > RATE_WINDOW_MS) {
      this.framesSince = now
      this.framesCount = 0
    }
    this.framesCount++
    return this.framesCount > (FRAMES_PER_SECOND_MAX * RATE_WINDOW_MS) / 1_000
  }

  /** What of a frame is for the store, up to what closes the channel. */
  private read(open: Open, kind: Said, list: unknown[]): Report[] {
    const given: Report[] = []
    for (const item of list) {
      const reading = readSaid(kind, item, open.device, this.number)
      if (reading.is === 'report') given.push(reading.report)
      else if (reading.is === 'too large') this.answer(open, kind, reading.messageId, 'TOO_LARGE', reading.detail)
      else {
        this.close(reading.is === 'bad' ? 'BAD_FRAME' : 'WRONG_DEVICE', reading.detail)
        break
      }
    }
    return given
  }

  /** A device that says more than the store takes is read no faster than that. */
  private add(open: Open, kind: Said, given: Report[]): void {
    if (given.length === 0) return
    const bytes = this.node.reports.add(open.place, given, (words) => {
      open.waitingBytes -= bytes
      if (open.isPaused && open.waitingBytes < REPORTS_PER_CHANNEL_BYTES_MAX / 2) {
        open.isPaused = false
        this.wire.resume()
      }
      given.forEach(({ messageId }, i) => {
        this.answer(open, kind, messageId, words?.[i] ?? 'unstored', '')
      })
    })
    open.waitingBytes += bytes
    if (open.isPaused || open.waitingBytes < REPORTS_PER_CHANNEL_BYTES_MAX) return
    open.isPaused = true
    this.wire.pause()
  }

  /** [D2] Gathers the answers of one turn of the loop, or of a moment, into one frame. */
  private answer(open: Open, kind: Said, messageId: string, word: ReportAnswer | 'unstored', detail: string): void {
    const { node } = this
    // Not stored and not refused: the device says it again.
    if (word === 'unstored' || this.state !== open) return
    if (!open.answers) {
      open.answers = { ...NO_ANSWERS }
      node.pace.soon(this)
    }
    if (word === 'stored' || word === 'repeated') {
      const list = ANSWER_LISTS[kind]
      open.answers[list] = added(open.answers[list], messageId)
      return
    }
    node.observe.refused(word)
    const refused = { messageId, frame: kind, code: word, detail: detail || REFUSALS[word] }
    open.answers.refused = added(open.answers.refused, refused)
    open.refused ??= new Set()
    if (open.refused.has(word)) return
    open.refused.add(word)
    node.log.info(
      { messageId, sessionId: open.session, device: open.device, frame: kind, code: word },
      'refused what a device said, and will not say so again for this channel',
    )
    // [S4] Somebody speaks for a session that is not theirs.
    if (word === 'STALE_SESSION' || word === 'WRONG_DEVICE') this.audit(open.place.tenant, open.device, word, messageId)
  }
}

const NO_ANSWERS: Accepted = { receipts: [], progress: [], results: [], defers: [], cancels: [], refused: [] }

/**
 * Thousands of answers wait at a time, most with one identifier. An empty list is the one that all share; one that is made with
 * what is in it has no room for sixteen more.
 */
function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item]
  list.push(item)
  return list
}

const ANSWER_LISTS = {
  receipt: 'receipts',
  progress: 'progress',
  result: 'results',
  defer: 'defers',
  cancel: 'cancels',
} as const

/** An unknown device and a wrong signature look the same to who knocks. */
function refuse(device: DeviceRecord, hello: Hello, isSigned: boolean): CloseReason | undefined {
  if (isSigned) return device.revoked ? 'REVOKED' : device.epoch === hello.epoch ? undefined : 'STALE_EPOCH'
  // The key of an older epoch is not here any more to check; only the number tells.
  return hello.epoch < device.epoch ? 'STALE_EPOCH' : 'BAD_CREDENTIAL'
}
