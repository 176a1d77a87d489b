import { varintBytes, writeVarint } from '../../core/varint.ts'
import type { SubscribeResponse, SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { codec } from '../../proto/index.ts'
import type { Selection } from './selection.ts'

/** Tags of SubscribeResponse.events and of Events' fields, as in proto/sotto/v1/hook.proto. */
const EVENTS = 0x12
const PARTITION = 0x10
const EPOCH = 0x1a
const RUNS = 0x22
const CURSOR = 0x2a

const response = codec<SubscribeResponse, SubscribeResponse__Output>('SubscribeResponse')

/** Any frame but events, which are never encoded here. */
export function encodeFrame(frame: SubscribeResponse): Buffer {
  const bytes = response.encode(frame)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** A SubscribeResponse around events that are already encoded: one copy of their bytes, and a few of its own. */
export function encodeEvents(selection: Selection, partition: number, epoch: string, cursor: string): Buffer {
  const runsBytes = selection.runs.reduce((sum, run) => sum + varintBytes(run), 0)
  const bodyBytes =
    selection.bytes +
    (1 + varintBytes(partition)) +
    textBytes(epoch) +
    (1 + varintBytes(runsBytes) + runsBytes) +
    textBytes(cursor)
  const frame = Buffer.allocUnsafe(1 + varintBytes(bodyBytes) + bodyBytes)
  frame[0] = EVENTS
  let at = writeVarint(frame, bodyBytes, 1)
  for (const slice of selection.slices) {
    frame.set(slice, at)
    at += slice.length
  }
  frame[at++] = PARTITION
  at = writeVarint(frame, partition, at)
  at = writeText(frame, EPOCH, epoch, at)
  frame[at++] = RUNS
  at = writeVarint(frame, runsBytes, at)
  for (const run of selection.runs) at = writeVarint(frame, run, at)
  writeText(frame, CURSOR, cursor, at)
  return frame
}

/** Epochs and cursors are ASCII. */
const textBytes = (text: string): number => 1 + varintBytes(text.length) + text.length

function writeText(frame: Buffer, tag: number, text: string, offset: number): number {
  frame[offset] = tag
  const at = writeVarint(frame, text.length, offset + 1)
  return at + frame.write(text, at, 'latin1')
}
