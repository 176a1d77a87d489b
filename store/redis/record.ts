import { STATUSES, type Status } from '../../core/message.ts'
import type { MessageRecord, Outcome } from '../../core/ports/messages.ts'

/** The packed record of a message; written by functions/shared/record.lua (RECORD), read here. Big-endian, no padding. */
export type PackedMessage = Omit<MessageRecord, 'messageId' | 'outcome' | 'conflicts'>

const LATE = 1

export function readMessage(raw: Buffer): PackedMessage {
  let at = 41
  const take = (lengthBytes: 1 | 2): string => {
    const length = lengthBytes === 1 ? raw.readUInt8(at) : raw.readUInt16BE(at)
    at += lengthBytes + length
    return raw.toString('utf8', at - length, at)
  }
  const device = take(1)
  const session = take(1)
  const reason = take(2)
  const note = take(2)
  return {
    status: statusOf(raw.readUInt8(0)) ?? 'queued',
    before: statusOf(raw.readUInt8(1)),
    revision: raw.readUInt32BE(2),
    attempt: raw.readUInt16BE(6),
    tries: raw.readUInt8(10),
    late: (raw.readUInt8(11) & LATE) !== 0,
    percent: raw.readUInt8(12),
    updatedAt: raw.readDoubleBE(13),
    dueAt: raw.readDoubleBE(21),
    receivedAt: raw.readDoubleBE(29),
    device,
    session,
    reason,
    note,
  }
}

/** OUTCOME of functions/shared/record.lua. */
export function readOutcome(raw: Buffer): Outcome {
  const codeEnd = 2 + raw.readUInt16BE(0)
  const detailEnd = codeEnd + 2 + raw.readUInt16BE(codeEnd)
  return {
    code: raw.toString('utf8', 2, codeEnd),
    detail: raw.toString('utf8', codeEnd + 2, detailEnd),
    output: raw.toString('utf8', detailEnd + 4),
  }
}

export const statusOf = (ordinal: number): Status | undefined => STATUSES[ordinal - 1]
