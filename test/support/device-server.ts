import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server as GrpcServer, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js'
import { Server as SocketServer } from 'socket.io'
import type { CancelAnswer } from '../../proto/gen/sotto/v1/CancelAnswer.ts'
import type { Close } from '../../proto/gen/sotto/v1/Close.ts'
import type { ConnectRequest__Output } from '../../proto/gen/sotto/v1/ConnectRequest.ts'
import type { ConnectResponse } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import type { Defer } from '../../proto/gen/sotto/v1/Defer.ts'
import type { Deliver__Output as Deliver } from '../../proto/gen/sotto/v1/Deliver.ts'
import type { Hello } from '../../proto/gen/sotto/v1/Hello.ts'
import type { Progress } from '../../proto/gen/sotto/v1/Progress.ts'
import type { Receipt } from '../../proto/gen/sotto/v1/Receipt.ts'
import type { Result } from '../../proto/gen/sotto/v1/Result.ts'
import { sotto } from '../../proto/index.ts'
import { until } from './until.ts'

/** The server's half of docs/protocol.md, without a store: says what a test tells it to, and writes down what it hears. */
export type Wire = 'socketio' | 'grpc'
export const WIRES: readonly Wire[] = ['socketio', 'grpc']

type Kinds = { receipt: Receipt; progress: Progress; result: Result; defer: Defer; cancel: CancelAnswer }
export type Word = { [K in keyof Kinds]: { kind: K; word: Kinds[K] } }[keyof Kinds]

export type DeviceServer = {
  readonly url: string
  readonly hellos: { hello: Hello; nonce: Buffer }[]
  /** Everything that devices said, in order. */
  readonly words: Word[]
  /** Frames that bore words; on Socket.IO: events. */
  frames: number
  /** What is answered to words; default: accepted. Undefined: no answer. */
  answer: (word: Word) => 'accepted' | { code: string; detail: string } | undefined
  /** What is answered to a hello; default: a welcome. */
  greet: (hello: Hello) => { sessionId: string } | { close: Close } | 'nothing'
  serverTime: () => number
  isConnected(): boolean
  send(frame: ConnectResponse): void
  deliver(...messages: Partial<Deliver>[]): void
  /** Ends the connection without a word. */
  drop(): void
  said<K extends keyof Kinds>(kind: K, messageId?: string): Kinds[K][]
  /** Waits for the `count`th word of this kind about this message. */
  hear<K extends keyof Kinds>(kind: K, messageId?: string, count?: number): Promise<Kinds[K]>
  close(): Promise<void>
}

type Peer = { send(frame: ConnectResponse): void; destroy(): void; nonce: Buffer; isGreeted: boolean }

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export async function startDeviceServer(wire: Wire): Promise<DeviceServer> {
  let peer: Peer | undefined
  const hellos: DeviceServer['hellos'] = []
  const words: Word[] = []
  let sessions = 0

  const opened = (next: Peer) => {
    peer = next
    next.send({ challenge: { nonce: next.nonce } })
  }
  const hello = (from: Peer, word: Hello) => {
    hellos.push({ hello: word, nonce: from.nonce })
    const reply = server.greet(word)
    if (reply === 'nothing') return
    if ('close' in reply) {
      from.send(reply)
      from.destroy()
      return
    }
    from.isGreeted = true
    const welcome = { ...reply, resumed: false, serverTime: server.serverTime(), heartbeatSeconds: 25, window: 16 }
    from.send({ welcome })
  }
  const heard = (from: Peer, said: Word[]) => {
    server.frames++
    words.push(...said)
    const accepted = { receipts: [], progress: [], results: [], defers: [], cancels: [], refused: [] } as Record<
      string,
      unknown[]
    >
    for (const word of said) {
      const reply = server.answer(word)
      const messageId = word.word.messageId ?? ''
      if (reply === 'accepted') accepted[word.kind === 'progress' ? 'progress' : `${word.kind}s`]?.push(messageId)
      else if (reply) accepted.refused?.push({ messageId, frame: word.kind, ...reply })
    }
    if (Object.values(accepted).some((list) => list.length > 0)) from.send({ accepted: [accepted] })
  }
  const lost = (gone: Peer) => {
    if (peer === gone) peer = undefined
  }

  const door = await (wire === 'grpc' ? listenGrpc : listenSocketIo)({ opened, hello, heard, lost })
  const server: DeviceServer = {
    url: door.url,
    hellos,
    words,
    frames: 0,
    answer: () => 'accepted',
    greet: () => ({ sessionId: `session-${++sessions}` }),
    serverTime: Date.now,
    isConnected: () => peer?.isGreeted === true,
    send: (frame) => peer?.send(frame),
    deliver: (...messages) => peer?.send({ deliver: messages.map(message) }),
    drop: () => peer?.destroy(),
    said: (kind, messageId) =>
      words
        .filter((word) => word.kind === kind && (messageId === undefined || word.word.messageId === messageId))
        .map(({ word }) => word),
    hear: async (kind, messageId, count = 1) =>
      await until(
        () => server.said(kind, messageId)[count - 1],
        () => `a ${kind} of ${messageId}, but heard ${JSON.stringify(words)}`,
      ),
    close: door.close,
  }
  return server
}

/** A whole message; what a test leaves out is what hardly matters. */
export function message(part: Partial<Deliver>): Deliver {
  const content = part.content ?? '{}'
  return {
    messageId: 'm1',
    commandId: 'c1',
    deviceId: 'd1',
    epoch: 1,
    attempt: 1,
    action: 'act',
    contentSha256: sha256(content),
    hook: null,
    deliverByAt: Date.now() + 60_000,
    leaseSeconds: 60,
    completeBySeconds: 900,
    concurrencyKey: '',
    traceparent: '',
    tracestate: '',
    ...part,
    content,
  }
}

type Ears = {
  opened(peer: Peer): void
  hello(peer: Peer, hello: Hello): void
  heard(peer: Peer, words: Word[]): void
  lost(peer: Peer): void
}
type Door = { url: string; close(): Promise<void> }

async function listenSocketIo(ears: Ears): Promise<Door> {
  const http = createServer()
  const io = new SocketServer(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
  io.on('connection', (socket) => {
    const peer: Peer = {
      nonce: randomBytes(32),
      isGreeted: false,
      send(frame) {
        for (const [event, list] of toEvents(frame)) socket.emit(event, list)
      },
      destroy: () => socket.conn.close(),
    }
    socket.on('hello', (list: (Hello & { signature: string })[]) => {
      for (const item of list) ears.hello(peer, { ...item, signature: Buffer.from(item.signature, 'base64') })
    })
    for (const kind of ['receipt', 'progress', 'result', 'defer', 'cancel'] as const) {
      socket.on(kind, (list: Word['word'][]) =>
        ears.heard(
          peer,
          list.map((word) => ({ kind, word }) as Word),
        ),
      )
    }
    socket.on('disconnect', () => ears.lost(peer))
    ears.opened(peer)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: async () => void (await io.close()) }
}

/** Proto3 JSON as a server may write it: 64-bit integers as strings, defaults left out. */
function toEvents(frame: ConnectResponse): [string, unknown[]][] {
  const events: [string, unknown[]][] = []
  for (const [event, value] of Object.entries(frame)) {
    const list: object[] = Array.isArray(value) ? value : [value]
    events.push([event, list.map((item) => JSON.parse(JSON.stringify(item, asJson)) as unknown)])
  }
  return events
}

function asJson(this: Record<string, unknown>, key: string, value: unknown): unknown {
  if (key === 'nonce') return (this.nonce as Buffer).toString('base64')
  if (key === 'deliverByAt' || key === 'serverTime') return String(value)
  return value === '' || value === 0 || value === false || value === null ? undefined : value
}

async function listenGrpc(ears: Ears): Promise<Door> {
  const server = new GrpcServer({ 'grpc.enable_channelz': 0 })
  const Connect = (call: ServerDuplexStream<ConnectRequest__Output, ConnectResponse>) => {
    const peer: Peer = {
      nonce: randomBytes(32),
      isGreeted: false,
      send: (frame) => void call.write(frame),
      destroy: () => void call.end(),
    }
    call.on('data', ({ hello, receipt, progress, result, defer, cancel }: ConnectRequest__Output) => {
      if (hello) return ears.hello(peer, hello)
      ears.heard(peer, [
        ...receipt.map((word) => ({ kind: 'receipt' as const, word })),
        ...progress.map((word) => ({ kind: 'progress' as const, word })),
        ...result.map((word) => ({ kind: 'result' as const, word })),
        ...defer.map((word) => ({ kind: 'defer' as const, word })),
        ...cancel.map((word) => ({ kind: 'cancel' as const, word })),
      ])
    })
    const end = () => {
      ears.lost(peer)
      call.end()
    }
    call.on('end', end)
    call.on('cancelled', end)
    call.on('error', end)
    ears.opened(peer)
  }
  server.addService(sotto.DeviceService.service, {
    Connect,
    Enroll: (_call: unknown, done: (error: Error) => void) => done(new Error('not here')),
  })
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  )
  return { url: `grpc://127.0.0.1:${port}`, close: async () => server.forceShutdown() }
}
