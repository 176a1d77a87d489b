import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from 'node:http2'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import type { Deployment } from './deployment.ts'

const BOMB_BYTES = 256 * 1024 * 1024
const BOMB_PIECE = Buffer.alloc(1024 * 1024)

/** HTTP/2 to the gRPC port, without any library's manners. */
export async function openHttp2({
  grpc,
}: Pick<Deployment, 'grpc'>): Promise<{ session: ClientHttp2Session; close(): void }> {
  const session = connect(`http://${grpc}`)
  // A server that ends the connection while we write is what these tests are about.
  session.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    session.once('remoteSettings', () => resolve())
    session.once('error', reject)
  })
  return { session, close: () => session.destroy() }
}

/** One call with one message, as it stands. Gives the `grpc-status` that it ends with. @param flag 1: compressed */
export async function callGrpcRaw(
  deployment: Pick<Deployment, 'grpc'>,
  method: string,
  message: Uint8Array,
  headers: OutgoingHttpHeaders = {},
  flag = 0,
): Promise<string> {
  const { session, close } = await openHttp2(deployment)
  try {
    return await new Promise<string>((resolve, reject) => {
      const stream = session.request({
        ...{ ':method': 'POST', ':path': `/sotto.v1.${method}`, 'content-type': 'application/grpc', te: 'trailers' },
        ...headers,
      })
      const look = (found: Record<string, unknown>): void => {
        if (found['grpc-status'] !== undefined) resolve(String(found['grpc-status']))
      }
      stream.on('response', look)
      stream.on('trailers', look)
      stream.on('error', reject)
      stream.on('close', () => reject(new Error('the call ended without a status')))
      stream.resume()
      const head = Buffer.alloc(5)
      head[0] = flag
      head.writeUInt32BE(message.length, 1)
      stream.write(head)
      stream.write(message)
    })
  } finally {
    close()
  }
}

/** A quarter of a mebibyte that becomes a quarter of a gibibyte. Made piece by piece: what it takes of memory is being measured. */
export function gzipBomb(): Promise<Buffer> {
  const pieces = Array.from({ length: BOMB_BYTES / BOMB_PIECE.length }, () => BOMB_PIECE)
  return buffer(Readable.from(pieces).pipe(createGzip()))
}
