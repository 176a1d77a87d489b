import { createHmac, timingSafeEqual } from 'node:crypto'
import { SottoError } from '../../core/errors.ts'
import type { Position } from '../../core/ports/subscriptions.ts'
import { VarintReader, writeVarint } from '../../core/varint.ts'

/**
 * [H2] Where a reader is in all partitions of its tenant, as one opaque string:
 *
 *     version (1) | issued at, ms (6) | partitions (varint) | which of them the reader held (a bit each) |
 *     epoch (8) and next sequence number (varint) of each | MAC (12)          in base64url
 *
 * The MAC binds it to deployment and tenant, so that a corrupt or foreign one is never read as a place in this log. With
 * 4 partitions it has some 100 characters; up to 24 partitions it stays below 512.
 */
export type Cursor = {
  /** By the store's clock. What the log got a while after it, its reader has not seen: see recover.ts. */
  issuedAt: number
  /** By partition. */
  positions: Position[]
  held: boolean[]
}

export type Cursors = {
  encode(tenant: string, cursor: Cursor): string
  /** @throws SottoError BAD_CURSOR */
  decode(tenant: string, text: string): Cursor
}

const VERSION = 1
const TIME_BYTES = 6
const EPOCH_BYTES = 8
const SEQ_BYTES_MAX = 8
const MAC_BYTES = 12
const MIN_BYTES = 1 + TIME_BYTES + 1 + MAC_BYTES

export function createCursors({ deployment, partitions }: { deployment: string; partitions: number }): Cursors {
  const key = createHmac('sha256', 'sotto-cursor').update(deployment).digest()
  const heldBytes = Math.ceil(partitions / 8)
  const bytesMax = MIN_BYTES + 1 + heldBytes + partitions * (EPOCH_BYTES + SEQ_BYTES_MAX)
  const scratch = Buffer.alloc(bytesMax)
  const macOf = (tenant: string, body: Uint8Array): Buffer =>
    createHmac('sha256', key).update(`${tenant}\n`).update(body).digest().subarray(0, MAC_BYTES)

  return {
    encode(tenant, { issuedAt, positions, held }) {
      let at = scratch.writeUInt8(VERSION, 0)
      at = scratch.writeUIntBE(issuedAt, at, TIME_BYTES)
      at = writeVarint(scratch, partitions, at)
      scratch.fill(0, at, at + heldBytes)
      for (let p = 0; p < partitions; p++) if (held[p]) scratch[at + (p >> 3)]! |= 1 << (p & 7)
      at += heldBytes
      for (const { epoch, seq } of positions) {
        at += scratch.write(epoch, at, EPOCH_BYTES, 'hex')
        at = writeVarint(scratch, seq, at)
      }
      macOf(tenant, scratch.subarray(0, at)).copy(scratch, at)
      return scratch.toString('base64url', 0, at + MAC_BYTES)
    },

    decode(tenant, text) {
      const bytes = Buffer.from(text, 'base64url')
      // Node reads over what is not base64; such a text is not one that was given out.
      if (bytes.length < MIN_BYTES || bytes.toString('base64url') !== text) throw new SottoError('BAD_CURSOR')
      const body = bytes.subarray(0, -MAC_BYTES)
      if (body[0] !== VERSION || !timingSafeEqual(macOf(tenant, body), bytes.subarray(-MAC_BYTES)))
        throw new SottoError('BAD_CURSOR')
      return read(body, partitions, heldBytes)
    },
  }
}

function read(body: Buffer, partitions: number, heldBytes: number): Cursor {
  const reader = new VarintReader(body, 1 + TIME_BYTES)
  if (reader.read() !== partitions) throw new SottoError('BAD_CURSOR')
  const heldAt = reader.at
  reader.at += heldBytes
  const positions: Position[] = []
  const held: boolean[] = []
  for (let partition = 0; partition < partitions; partition++) {
    held.push(((body[heldAt + (partition >> 3)] ?? 0) & (1 << (partition & 7))) !== 0)
    const epoch = body.toString('hex', reader.at, reader.at + EPOCH_BYTES)
    reader.at += EPOCH_BYTES
    positions.push({ partition, epoch, seq: reader.read() })
  }
  return { issuedAt: body.readUIntBE(1, TIME_BYTES), positions, held }
}
