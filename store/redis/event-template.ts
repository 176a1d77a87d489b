import { EVENT_KINDS, type EventKind } from '../../core/message.ts'
import { varintBytes, writeVarint } from '../../core/varint.ts'
import { type SeenCommand, type SeenFacts, seeCommand } from './seen-events.ts'

/**
 * What events of the usual way of a message are made of: all of one command and step are the same but for the last characters of the
 * identifier, the device and the session. The bytes are those that functions/shared/events.lua makes of such an event, and the field
 * numbers those of proto/sotto/v1/hook.proto.
 */
export type Template = {
  /** The pieces, in the order before, index, between, index, device, middle, session, fields. */
  before: Buffer
  between: Buffer
  middle: Buffer
  fields: Buffer
  /** Of all pieces and both indexes. */
  bytes: number
  command: SeenCommand
  facts: SeenFacts
}

/** Of a message's identifier: what all of a command have in common, and the rest. */
export const STEM_BYTES = 24
export const INDEX_BYTES = 4
export const EVENTS_TAG = 0x0a
export const DEVICE_TAG = 0x2a
export const SESSION_TAG = 0x5a

const ID_BYTES = STEM_BYTES + INDEX_BYTES
const EVENT_ID_TAG = 0x0a
const KIND_TAG = 0x10
const MESSAGE_ID_TAG = 0x1a
const TIME_TAG = 0x48
const ATTEMPT_TAG = 0x50
const CONTENT_TAG = Buffer.of(0x62)
const SHA_TAG = Buffer.of(0x6a)
const VERIFIED = Buffer.of(0x70, 1)
const OK = Buffer.of(0x8a, 0x01, 2, 0x4f, 0x4b)
const NOTHING = Buffer.alloc(0)

/** A step of the usual way: the revision and the attempt follow from it. */
type Step = {
  kind: EventKind
  revision: number
  attempt: 0 | 1
  outcomeCode: string
  fields(command: BlockCommand): Buffer
}
export const QUEUED: Step = { kind: 'queued', revision: 1, attempt: 0, outcomeCode: '', fields: () => NOTHING }
export const SENT: Step = { kind: 'sent', revision: 2, attempt: 1, outcomeCode: '', fields: () => NOTHING }
export const RECEIVED: Step = { kind: 'received', revision: 3, attempt: 1, outcomeCode: '', fields: receiptOf }
export const SUCCEEDED: Step = { kind: 'succeeded', revision: 4, attempt: 1, outcomeCode: 'OK', fields: () => OK }

/** A command of a block, and its templates by revision, each made when its first event comes. */
export class BlockCommand {
  readonly sha: Buffer
  readonly content: Buffer
  private readonly stem: Buffer
  private readonly head: Buffer
  private readonly at: number
  private readonly seen: SeenCommand
  private readonly templates: (Template | undefined)[] = []

  /** @param head the fields that all its events have. @param sha empty, as is `content`, where no event has them. @param at of the block */
  constructor(stem: Buffer, head: Buffer, sha: Buffer, content: Buffer, at: number) {
    this.stem = stem
    this.head = head
    this.sha = sha
    this.content = content
    this.at = at
    this.seen = seeCommand(stem)
  }

  template(step: Step): Template {
    const known = this.templates[step.revision]
    if (known) return known
    const { stem, head, at, seen } = this
    const { kind, revision, attempt, outcomeCode } = step
    const name = Buffer.from(`:${kind}:${revision}`)
    const before = Buffer.concat([Buffer.of(EVENT_ID_TAG, ID_BYTES + name.length), stem])
    const ordinal = EVENT_KINDS.indexOf(kind) + 1
    const between = Buffer.concat([name, Buffer.of(KIND_TAG, ordinal, MESSAGE_ID_TAG, ID_BYTES), stem])
    const tries = attempt === 0 ? NOTHING : Buffer.of(ATTEMPT_TAG, attempt)
    const middle = Buffer.concat([head, Buffer.of(TIME_TAG), varint(at), tries])
    const fields = step.fields(this)
    const bytes = before.length + between.length + 2 * INDEX_BYTES + middle.length + fields.length
    const facts = { kind, at, attempt, outcomeCode }
    const made = { before, between, middle, fields, bytes, command: seen, facts }
    this.templates[revision] = made
    return made
  }
}

/** Of an event, without its own tag and length. */
export function bodyBytes({ bytes }: Template, deviceBytes: number, sessionBytes: number): number {
  const session = sessionBytes === 0 ? 0 : 1 + varintBytes(sessionBytes) + sessionBytes
  return bytes + 1 + varintBytes(deviceBytes) + deviceBytes + session
}

/** [H8] The device has what was composed. */
function receiptOf({ content, sha }: BlockCommand): Buffer {
  return Buffer.concat([textField(CONTENT_TAG, content), textField(SHA_TAG, sha), VERIFIED])
}

const textField = (tag: Buffer, text: Buffer): Buffer =>
  text.length === 0 ? NOTHING : Buffer.concat([tag, varint(text.length), text])

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(varintBytes(value))
  writeVarint(bytes, value, 0)
  return bytes
}
