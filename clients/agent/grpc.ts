import { credentials, type ServiceError } from '@grpc/grpc-js'
import type { ConnectResponse__Output } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import { sotto } from '../../proto/index.ts'
import { sentenceOf } from './log.ts'
import type { Heard, OpenTransport, TransportTls } from './transport.ts'

const KEEPALIVE_EVERY_MS = 25_000
const KEEPALIVE_TIMEOUT_MS = 10_000
/** A full window of the largest contents. */
const FRAME_IN_BYTES_MAX = 32 * 1024 * 1024
/** After `close()`: for the server to take the last frames. */
const LAST_WORDS_MS = 500

/** @param server grpc://host:port, or grpcs://host:port with TLS */
export function grpcTransport(server: string, tls: TransportTls = {}): OpenTransport {
  const { protocol, host } = new URL(server)
  const channelCredentials =
    protocol === 'grpcs:'
      ? credentials.createSsl(pem(tls.ca), pem(tls.key), pem(tls.cert))
      : credentials.createInsecure()
  return ({ heard, drained, down }) => {
    const client = new sotto.DeviceService(host, channelCredentials, {
      'grpc.keepalive_time_ms': KEEPALIVE_EVERY_MS,
      'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
      'grpc.max_receive_message_length': FRAME_IN_BYTES_MAX,
      'grpc.enable_channelz': 0,
      'grpc.enable_retries': 0,
      // Its own connection, so that each try is a new one and not the library's backoff.
      'grpc.use_local_subchannel_pool': 1,
    })
    const call = client.connect()
    let state: 'open' | 'closing' | 'over' = 'open'
    let isFull = false
    const end = (cause: string) => {
      if (state === 'over') return
      const tell = state === 'open'
      state = 'over'
      call.cancel()
      client.close()
      if (tell) down(cause)
    }
    call.on('data', (frame: ConnectResponse__Output) => {
      for (const word of wordsOf(frame)) if (state === 'open') heard(word)
    })
    call.on('drain', () => {
      isFull = false
      if (state === 'open') drained()
    })
    call.on('error', (error: ServiceError) => end(`The connection failed: ${error.details || sentenceOf(error)}`))
    call.on('end', () => end('The server ended the stream.'))
    return {
      send(frame) {
        if (state === 'open') isFull = !call.write(frame)
      },
      isReady: () => state === 'open' && !isFull,
      close() {
        if (state !== 'open') return
        state = 'closing'
        call.end()
        setTimeout(() => end('closed'), LAST_WORDS_MS).unref()
      },
    }
  }
}

function wordsOf({ challenge, welcome, deliver, cancel, accepted, close }: ConnectResponse__Output): Heard[] {
  const words: Heard[] = []
  if (challenge) words.push({ challenge })
  if (welcome) words.push({ welcome })
  if (cancel.length > 0) words.push({ cancel: cancel.map(({ messageId }) => messageId) })
  if (deliver.length > 0) words.push({ deliver })
  for (const answer of accepted) words.push({ accepted: answer })
  if (close) words.push({ close })
  return words
}

const pem = (text: string | undefined): Buffer | null => (text === undefined ? null : Buffer.from(text))
