import type { Clock } from './clock.ts'
import { type Credential, helloBytes } from './hello.ts'
import { CHANNEL_SETTLED_MS, RECONNECT_BASE_MS, RECONNECT_CAP_MS, WELCOME_TIMEOUT_MS } from './limits.ts'
import { type Log, sentenceOf } from './log.ts'
import type { Close, Heard, OpenTransport, Said, Transport, Welcome } from './transport.ts'

/**
 * The agent's channel, from try to try.
 *
 *   connecting  a connection is being opened, or the welcome awaited     → open, waiting, refused
 *   open        the welcome came; messages flow                         → waiting, refused
 *   waiting     until the next try (full jitter, or as the server said) → connecting
 *   refused     the server said not to come back [S7]                   final
 *   closed      `close()` was called                                    final
 */
export type ChannelState =
  | { is: 'connecting' }
  | { is: 'open'; sessionId: string; resumed: boolean }
  | { is: 'waiting'; retryInMs: number; cause: string }
  | { is: 'refused'; code: number; reason: string }
  | { is: 'closed' }

export type Channel = {
  readonly state: ChannelState
  start(): void
  /** Lost unless the channel is open. */
  send(frame: Said): void
  isReady(): boolean
  close(): void
}

export type ChannelEvents = {
  /** @param helloAt when the hello was sent that it answers, by the device's clock */
  welcomed(welcome: Welcome, helloAt: number): void
  heard(frame: Exclude<Heard, { challenge: unknown } | { welcome: unknown } | { close: unknown }>): void
  drained(): void
  changed(state: ChannelState): void
}

export type ChannelOptions = {
  openTransport: OpenTransport
  credential: Credential
  agentName: string
  actions: string[]
  clock: Clock
  log: Log
}

export function createChannel(options: ChannelOptions, events: ChannelEvents): Channel {
  const { clock, credential, log } = options
  let state: ChannelState = { is: 'waiting', retryInMs: 0, cause: 'It was not started.' }
  let transport: Transport | undefined
  let sessionId = ''
  let tries = 0
  let helloAt = 0
  let openedAt = 0
  let stopTimer: (() => void) | undefined

  const change = (next: ChannelState) => {
    state = next
    events.changed(next)
  }

  function connect(): void {
    stopTimer?.()
    change({ is: 'connecting' })
    const mine: Transport = options.openTransport({
      heard: (frame) => transport === mine && hear(frame),
      drained: () => transport === mine && state.is === 'open' && events.drained(),
      down: (cause) => transport === mine && comeBack(cause),
    })
    transport = mine
    stopTimer = clock.after(WELCOME_TIMEOUT_MS, () => comeBack('No welcome came in time.'))
  }

  function hear(frame: Heard): void {
    if ('challenge' in frame) void greet(frame.challenge.nonce)
    else if ('welcome' in frame) welcome(frame.welcome)
    else if ('close' in frame) bidden(frame.close)
    else if (state.is === 'open') events.heard(frame)
  }

  async function greet(nonce: Uint8Array): Promise<void> {
    const mine = transport
    const { tenant, deviceId, epoch } = credential
    try {
      const signature = await credential.sign(helloBytes(credential, nonce))
      const { agentName: agent, actions } = options
      if (mine !== transport) return
      helloAt = clock.now()
      mine?.send({ hello: { tenant, deviceId, epoch, signature, sessionId, agent, actions } })
    } catch (error) {
      if (mine === transport) comeBack(`The hello could not be signed: ${sentenceOf(error)}`)
    }
  }

  function welcome(frame: Welcome): void {
    if (state.is !== 'connecting') return
    stopTimer?.()
    sessionId = frame.sessionId
    openedAt = clock.now()
    log.info({ sessionId, resumed: frame.resumed }, 'The channel is open.')
    change({ is: 'open', sessionId, resumed: frame.resumed })
    events.welcomed(frame, helloAt)
  }

  function bidden({ code, reason, reconnect, retryAfterMs }: Close): void {
    if (reconnect) {
      comeBack(`The server closed the channel: ${reason} (${code}).`, retryAfterMs)
      return
    }
    end()
    log.error({ code, reason }, 'The server closed the channel for good.')
    change({ is: 'refused', code, reason })
  }

  /** [D5] Any connection that ends without a word, or with one that allows to come back. */
  function comeBack(cause: string, retryAfterMs = 0): void {
    if (state.is === 'open' && clock.now() - openedAt >= CHANNEL_SETTLED_MS) tries = 0
    end()
    // The server's delay takes the place of the first try's, so that one close costs one delay.
    const ceilingMs = Math.min(RECONNECT_CAP_MS, RECONNECT_BASE_MS * 2 ** Math.min(tries, 16))
    const bidMs = retryAfterMs > 0 && tries === 0 ? retryAfterMs : Math.max(retryAfterMs, ceilingMs)
    const retryInMs = Math.floor(clock.chance() * bidMs)
    tries++
    log.warn({ cause, retryInMs }, 'The channel ended; the agent comes back.')
    stopTimer = clock.after(retryInMs, connect)
    change({ is: 'waiting', retryInMs, cause })
  }

  function end(): void {
    stopTimer?.()
    const last = transport
    transport = undefined
    last?.close()
  }

  return {
    get state() {
      return state
    },
    start: connect,
    send: (frame) => state.is === 'open' && transport?.send(frame),
    isReady: () => state.is === 'open' && transport?.isReady() === true,
    close() {
      if (state.is === 'closed') return
      end()
      if (state.is !== 'refused') change({ is: 'closed' })
    },
  }
}
