import type { KeyObject } from 'node:crypto'
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
import type { Place, Report, ReportAnswer } from '../../core/ports/messages.ts'
import type { World } from '../../core/ports/world.ts'
import type { Log } from '../ops/log.ts'
import type { Connections } from './connections.ts'
import { freshSession, type Hello, isSignedBy, type KnownKeys, NONCE_BYTES, readHello, readPublicKey } from './hello.ts'
import { deviceKey, type Hub } from './hub.ts'
import type { Pace } from './pace.ts'
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
    delivered(wire: string, body: Uint8Array, items: number): void
  }
  log: Log
  onProblem(error: Error): void
}

/** How an adapter tells the channel what came in. */
export type ChannelEnd = {
  /** [S2] */
  hello(value: unknown): void
  said(kind: Said, items: unknown): void
  /** A frame came, of whatever kind: evidence that the device is there [S6]; too many of them close the channel. */
  heard(): void
  /** The peer ended the connection, or it was lost. */
  lost(reason: string): void
  close(reason: CloseReason, detail?: string): void
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
  number: number
  /** Gathered until it is said. */
  answers: Accepted | undefined
  /** Of what it said and the store has not taken yet. */
  waitingBytes: number
  isPaused: boolean
  /** The kinds of refusals so far: the first of each is logged and audited, a device may cause any number of them. */
  refused: Set<string>
}

const RATE_WINDOW_MS = 10_000

/** One device's channel, whichever wire it comes by. */
export function openChannel(node: Node, wire: Wire): ChannelEnd {
  const closable = { close }
  let state: State = greet()
  let frames = { since: 0, count: 0 }
  node.connections.add(closable)
  if (node.connections.greeting > GREETINGS_MAX) close('OVERLOADED')

  function greet(): State {
    const nonce = node.world.chance.bytes(NONCE_BYTES)
    const timer = setTimeout(() => close('HELLO_TIMEOUT'), HELLO_TIMEOUT_MS)
    node.connections.greeting++
    wire.challenge(nonce)
    return { is: 'greeting', nonce, timer }
  }

  function close(reason: CloseReason, detail = ''): void {
    if (state.is === 'closed') return
    const { retryMs } = CLOSE_REASONS[reason]
    wire.close(reason, Math.floor(node.world.chance.unit() * retryMs))
    end(reason, detail)
  }

  function end(reason: string, detail: string): void {
    const was = state
    if (was.is === 'closed') return
    state = { is: 'closed' }
    node.connections[was.is === 'greeting' ? 'greeting' : 'known']--
    node.connections.remove(closable)
    node.observe.closed(wire.name, reason, was.is === 'open')
    if (was.is === 'greeting') clearTimeout(was.timer)
    if (was.is !== 'open') return
    node.log.debug({ ...was.place, device: was.device, sessionId: was.session, reason, detail }, 'a channel ended')
    node.hub.gone(deviceKey(was.place.tenant, was.device), was.number)
    node.presence.closed(was.place, was.device, was.number)
    if (detail !== '') audit(was.place.tenant, was.device, reason, detail)
  }

  function audit(tenant: string, device: string, outcome: string, detail: string): void {
    node.world.audit.record(tenant, {
      at: node.world.clock.now(),
      actor: `device:${device}`,
      what: 'channel',
      about: device,
      outcome,
      detail,
    })
  }

  function refused({ tenant, deviceId }: Hello, refusal: CloseReason, isThere: boolean): void {
    // Of a device that is there: made-up names must not fill the store.
    if (isThere) audit(tenant, deviceId, refusal, 'hello')
    close(refusal)
  }

  async function open(hello: Hello, nonce: Uint8Array): Promise<void> {
    const { world, hub } = node
    const place = { tenant: hello.tenant, partition: partitionOfDevice(hello.deviceId, world.places.partitions) }
    const known = node.keys.get(hello)
    if (!known || !isSignedBy(known, hello, nonce)) {
      const device = await world.devices.get(place, hello.deviceId)
      if (!device) return refused(hello, 'BAD_CREDENTIAL', false)
      const key = readPublicKey(device.publicKey)
      const refusal = refuse(device, key, hello, nonce)
      if (refusal) return refused(hello, refusal, true)
      node.keys.keep(hello, key)
    }
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
        if (answer.refused === 'UNKNOWN_DEVICE') return refused(hello, 'BAD_CREDENTIAL', false)
        return refused(hello, answer.refused, true)
      }
      const { session, resumed, channel: number } = answer
      // The peer may have gone while the store was asked.
      if (state.is === 'closed') {
        hub.failed(key)
        return node.presence.closed(place, hello.deviceId, number)
      }
      state = {
        ...{ is: 'open', place, device: hello.deviceId, session, number },
        ...{ answers: undefined, waitingBytes: 0, isPaused: false, refused: new Set() },
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
      hub.opened(key, { number, items, close })
    } catch (error) {
      hub.failed(key)
      throw error
    }
  }

  function items(kind: 'deliver' | 'cancel', body: Uint8Array, count: number): void {
    if (state.is !== 'open') return
    if (isTooSlow()) return close('SLOW_DEVICE')
    if (state.answers) say(state)
    wire.items(kind, body)
    node.observe.delivered(wire.name, body, count)
  }

  /** [M10] bounds what is unreceipted, but not what is sent again or answered: a peer that lets this much wait does not read. */
  function isTooSlow(): boolean {
    return wire.bufferedBytes() > CHANNEL_BUFFER_BYTES_MAX
  }

  function isTooFast(): boolean {
    const now = performance.now()
    if (now - frames.since > RATE_WINDOW_MS) frames = { since: now, count: 0 }
    frames.count++
    return frames.count > (FRAMES_PER_SECOND_MAX * RATE_WINDOW_MS) / 1_000
  }

  /** What of a frame is for the store, up to what closes the channel. */
  function read(open: Open, kind: Said, list: unknown[]): Report[] {
    const given: Report[] = []
    for (const item of list) {
      const reading = readSaid(kind, item, open.device, open.number)
      if (reading.is === 'report') given.push(reading.report)
      else if (reading.is === 'too large') answer(open, kind, reading.messageId, 'TOO_LARGE', reading.detail)
      else {
        close(reading.is === 'bad' ? 'BAD_FRAME' : 'WRONG_DEVICE', reading.detail)
        break
      }
    }
    return given
  }

  /** A device that says more than the store takes is read no faster than that. */
  function add(open: Open, kind: Said, given: Report[]): void {
    if (given.length === 0) return
    const bytes = node.reports.add(open.place, given, (words) => {
      open.waitingBytes -= bytes
      if (open.isPaused && open.waitingBytes < REPORTS_PER_CHANNEL_BYTES_MAX / 2) {
        open.isPaused = false
        wire.resume()
      }
      given.forEach(({ messageId }, i) => {
        answer(open, kind, messageId, words?.[i] ?? 'unstored', '')
      })
    })
    open.waitingBytes += bytes
    if (open.isPaused || open.waitingBytes < REPORTS_PER_CHANNEL_BYTES_MAX) return
    open.isPaused = true
    wire.pause()
  }

  function say(open: Open): void {
    const answers = open.answers
    open.answers = undefined
    if (!answers || state !== open) return
    if (isTooSlow()) close('SLOW_DEVICE')
    else wire.accepted(answers)
  }

  /** [D2] Gathers the answers of one turn of the loop, or of a moment, into one frame. */
  function answer(open: Open, kind: Said, messageId: string, word: ReportAnswer | 'unstored', detail: string): void {
    // Not stored and not refused: the device says it again.
    if (word === 'unstored' || state !== open) return
    if (!open.answers) {
      open.answers = { receipts: [], progress: [], results: [], defers: [], cancels: [], refused: [] }
      node.pace.soon(() => say(open))
    }
    if (word === 'stored' || word === 'repeated') {
      open.answers[ANSWER_LISTS[kind]].push(messageId)
      return
    }
    node.observe.refused(word)
    open.answers.refused.push({ messageId, frame: kind, code: word, detail: detail || REFUSALS[word] })
    if (open.refused.has(word)) return
    open.refused.add(word)
    node.log.info(
      { messageId, sessionId: open.session, device: open.device, frame: kind, code: word },
      'refused what a device said, and will not say so again for this channel',
    )
    // [S4] Somebody speaks for a session that is not theirs.
    if (word === 'STALE_SESSION' || word === 'WRONG_DEVICE') audit(open.place.tenant, open.device, word, messageId)
  }

  return {
    hello(value) {
      if (state.is !== 'greeting') return close('BAD_ORDER', 'hello')
      const hello = readHello(value)
      if (typeof hello === 'string') return close('BAD_FRAME', hello)
      if (node.connections.known >= node.world.config.channelsMax) return close('OVERLOADED')
      const { nonce, timer } = state
      clearTimeout(timer)
      state = { is: 'opening' }
      node.connections.greeting--
      node.connections.known++
      node.connections.bound(open(hello, nonce)).catch((error: Error) => {
        node.onProblem(error)
        close('STORE_UNAVAILABLE')
      })
    },

    said(kind, list) {
      if (state.is === 'closed') return
      if (state.is !== 'open') return close('BAD_ORDER', kind)
      if (!Array.isArray(list) || list.length > FRAME_ITEMS_MAX)
        return close('BAD_FRAME', `${kind}: not a list of at most ${FRAME_ITEMS_MAX}`)
      if (node.reports.isFull) return close('OVERLOADED')
      const open = state
      add(open, kind, read(open, kind, list))
    },

    heard() {
      if (state.is === 'closed') return
      if (isTooFast()) return close('RATE_LIMITED')
      if (state.is === 'open') node.presence.seen(state.place, state.device, state.number)
    },
    lost: (reason) => end(reason, ''),
    close,
  }
}

const ANSWER_LISTS = {
  receipt: 'receipts',
  progress: 'progress',
  result: 'results',
  defer: 'defers',
  cancel: 'cancels',
} as const

/** An unknown device and a wrong signature look the same to who knocks. */
function refuse(device: DeviceRecord, key: KeyObject, hello: Hello, nonce: Uint8Array): CloseReason | undefined {
  if (isSignedBy(key, hello, nonce))
    return device.revoked ? 'REVOKED' : device.epoch === hello.epoch ? undefined : 'STALE_EPOCH'
  // The key of an older epoch is not here any more to check; only the number tells.
  return hello.epoch < device.epoch ? 'STALE_EPOCH' : 'BAD_CREDENTIAL'
}
