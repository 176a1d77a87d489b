import type { Handler } from './action.ts'
import { type Channel, type ChannelState, createChannel } from './channel.ts'
import { type Clock, systemClock } from './clock.ts'
import { createEndings } from './endings.ts'
import type { Credential } from './hello.ts'
import { createHost, type HostHooks } from './host.ts'
import type { Journal } from './journal.ts'
import {
  CANCEL_GRACE_MS_DEFAULT,
  CLOSE_SAY_MS,
  CLOSE_WAIT_MS_DEFAULT,
  CONCURRENCY_DEFAULT,
  OPEN_MAX_DEFAULT,
} from './limits.ts'
import { type Log, silentLog } from './log.ts'
import { createOutbox } from './outbox.ts'
import { receiver } from './receive.ts'
import type { RunProgram } from './run.ts'
import type { TraceRun } from './trace.ts'
import type { OpenTransport } from './transport.ts'
import { createWork } from './work.ts'

/** What an application chooses, the same in Node and in a browser. */
export type CommonOptions = HostHooks & {
  /** By action name. What is not here is rejected with UNKNOWN_ACTION. */
  actions: Record<string, Handler>
  /** [D1] Actions that can be run again after a crash in the middle of them; all others then fail with INTERRUPTED. */
  resumable?: readonly string[]
  /** Handlers that run at a time; default 8. */
  concurrencyMax?: number
  /** Messages on the device that have not ended; default 1,000. More are deferred. */
  openMax?: number
  /** How long a handler has to stop after a cancel; default 5 s. */
  cancelGraceMs?: number
  /** Name and version, shown to operators. */
  agentName?: string
  /** [A6] Makes a span of each run; `traceWith` of @sotto/agent/otel does so with OpenTelemetry. */
  trace?: TraceRun
  log?: Log
  clock?: Clock
}

/** What Node and a browser do differently. */
export type Platform = {
  openTransport: OpenTransport
  credential: Credential
  journal: Journal
  /** SHA-256 of the UTF-8 bytes, lower-case hex. */
  sha256(text: string): string | Promise<string>
  runProgram: RunProgram
  /** Programs whose runs can be repeated after a crash. */
  resumablePrograms: readonly string[]
}

export type Agent = {
  readonly state: ChannelState
  /** Opens the journal and the channel. Resolves when the journal is read; the channel comes when it can. */
  start(): Promise<void>
  /** The condition holds that a handler deferred this message for: the server sends it again. False: none such is deferred. */
  deferReady(messageId: string): boolean
  /** Calls `listener` at each change of the channel; the answer stops that. */
  on(event: 'state', listener: (state: ChannelState) => void): () => void
  /** Once, however often it is called. Takes nothing more, waits for what runs (default 5 s), then stops it, says what is to be said (2 s), and lets go. */
  close(waitMs?: number): Promise<void>
}

export function assembleAgent(options: CommonOptions, platform: Platform): Agent {
  const { clock, log } = { log: silentLog, ...options, clock: options.clock ?? systemClock }
  const { journal, credential } = platform
  const listeners = new Set<(state: ChannelState) => void>()
  let offsetMs = 0
  let phase: 'new' | 'started' | 'closing' = 'new'
  let closed: Promise<void> | undefined
  const serverNow = () => clock.now() + offsetMs

  const outbox = createOutbox(
    clock,
    { send: (frame) => channel.send(frame), isReady: () => channel.isReady() },
    (kind, messageId, refusal) => receive.settled(kind, messageId, refusal),
  )
  const endings = createEndings({ journal, outbox, log, serverNow })
  const work = createWork({
    runs: { actions: options.actions, runProgram: platform.runProgram, host: createHost(options) },
    trace: options.trace,
    endings,
    journal,
    outbox,
    epoch: credential.epoch,
    concurrencyMax: options.concurrencyMax ?? CONCURRENCY_DEFAULT,
    cancelGraceMs: options.cancelGraceMs ?? CANCEL_GRACE_MS_DEFAULT,
    clock,
    log,
    serverNow,
  })
  const receive = receiver({
    journal,
    outbox,
    endings,
    work,
    credential,
    sha256: platform.sha256,
    openMax: options.openMax ?? OPEN_MAX_DEFAULT,
    canResume: ({ action, hook }) =>
      hook?.program ? platform.resumablePrograms.includes(hook.program) : (options.resumable ?? []).includes(action),
    clock,
    log,
    serverNow,
  })
  const channel: Channel = createChannel(
    {
      openTransport: platform.openTransport,
      credential,
      agentName: options.agentName ?? 'sotto-agent',
      actions: Object.keys(options.actions),
      clock,
      log,
    },
    {
      welcomed({ serverTime, sessionId }, helloAt) {
        // All of the time since the hello is taken for the answer's way here. A device that was frozen meanwhile would
        // otherwise believe that it is earlier than it is, and begin what has expired [D4].
        offsetMs = serverTime - helloAt
        outbox.opened(sessionId)
        work.open()
      },
      heard(frame) {
        if ('accepted' in frame) outbox.answered(frame.accepted)
        else if ('cancel' in frame) for (const messageId of frame.cancel) receive.cancel(messageId)
        else if (phase === 'started') for (const deliver of frame.deliver) receive.deliver(deliver)
      },
      drained: outbox.flush,
      changed(state) {
        if (state.is !== 'open') outbox.closed()
        if (state.is === 'refused' && UNENROLLED.includes(state.reason)) work.abandon()
        for (const listener of listeners) listener(state)
      },
    },
  )

  return {
    get state() {
      return channel.state
    },
    async start() {
      if (phase !== 'new') throw new Error('The agent was started before. Make a new one.')
      phase = 'started'
      await journal.open({ tenant: credential.tenant, deviceId: credential.deviceId, epoch: credential.epoch })
      receive.recover()
      channel.start()
    },
    deferReady: (messageId) => receive.ready(messageId),
    on(_event, listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close(waitMs = CLOSE_WAIT_MS_DEFAULT) {
      closed ??= close(waitMs)
      return closed
    },
  }

  async function close(waitMs: number): Promise<void> {
    const wasStarted = phase === 'started'
    phase = 'closing'
    await work.close(waitMs)
    const sayUntil = clock.now() + CLOSE_SAY_MS
    while (channel.state.is === 'open' && !outbox.isEmpty() && clock.now() < sayUntil) await pause(clock)
    receive.stop()
    outbox.stop()
    channel.close()
    if (wasStarted) await journal.close()
  }
}

/** [S5] [S7] After these the device is another one, or none. */
const UNENROLLED = ['REVOKED', 'STALE_EPOCH']

const pause = (clock: Clock): Promise<void> => new Promise((resolve) => clock.after(20, resolve))
