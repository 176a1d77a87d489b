import { createHash } from 'node:crypto'
import { SottoError } from '../../core/errors.ts'
import { ANY_TIME, type Positions, type Wanted } from '../../core/find/wanted.ts'
import { ACTION_NAME, COMMAND_ID, DEVICE_ID, MESSAGE_ID } from '../../core/ids.ts'
import { IDEMPOTENCY_KEY_BYTES_MAX } from '../../core/limits.ts'
import type { Status } from '../../core/message.ts'
import type { World } from '../../core/ports/world.ts'
import type { MessageFilter__Output } from '../../proto/gen/sotto/v1/MessageFilter.ts'
import { refuseUnless } from './handler.ts'
import { statusOfWire } from './message-view.ts'
import { pageToken, readPageToken } from './page.ts'

const KEY_ID = /^[a-z0-9]{4,32}$/
const REASON_BYTES_MAX = 128
/** Of an idempotency key that is nobody's: finds nothing. */
const NOTHING = `c${'0'.repeat(21)}`

/** @throws SottoError that names the field [A2] */
export async function readFilter(
  world: Pick<World, 'operators' | 'access' | 'digest'>,
  tenant: string,
  filter: MessageFilter__Output | null,
): Promise<Wanted> {
  const { id = '', deviceId = '', action = '', reason = '', actor = '', idempotencyKey = '' } = filter ?? {}
  const isMessage = MESSAGE_ID.test(id)
  refuseUnless(id === '' || isMessage || COMMAND_ID.test(id), 'filter.id', 'must be of a message or of a command')
  refuseUnless(deviceId === '' || DEVICE_ID.test(deviceId), 'filter.device_id', `must match ${DEVICE_ID.source}`)
  refuseUnless(action === '' || ACTION_NAME.test(action), 'filter.action', `must match ${ACTION_NAME.source}`)
  refuseUnless(actor === '' || KEY_ID.test(actor), 'filter.actor', 'must be the identifier of a key')
  refuseUnless(Buffer.byteLength(reason) <= REASON_BYTES_MAX, 'filter.reason', `has at most ${REASON_BYTES_MAX} bytes`)
  refuseUnless(
    Buffer.byteLength(idempotencyKey) <= IDEMPOTENCY_KEY_BYTES_MAX,
    'filter.idempotency_key',
    `has at most ${IDEMPOTENCY_KEY_BYTES_MAX} bytes`,
  )
  const commandId = isMessage ? '' : id
  return {
    messageId: isMessage ? id : '',
    commandId: idempotencyKey === '' ? commandId : await ofIdempotencyKey(world, tenant, idempotencyKey, commandId),
    device: deviceId,
    action,
    statuses: (filter?.statuses ?? []).map(wantedStatus),
    reason,
    actor,
    ...times(filter?.fromAt ?? 0, filter?.toAt ?? 0),
  }
}

function times(fromAt: number, toAt: number): { fromAt: number; toAt: number } {
  for (const [field, time] of Object.entries({ from_at: fromAt, to_at: toAt }))
    refuseUnless(Number.isSafeInteger(time) && time >= 0, `filter.${field}`, 'must be a Unix time in ms')
  return { fromAt, toAt: toAt === 0 ? ANY_TIME.toAt : toAt }
}

export function wantedStatus(wire: string | number, index: number): Status {
  const status = statusOfWire(String(wire))
  const field = `filter.statuses[${index}]`
  if (status === undefined) throw new SottoError('INVALID_FIELD', { field, detail: `${field} is no status` })
  return status
}

/** Idempotency keys belong to API keys [M11]: it is looked for under each of the tenant's. */
async function ofIdempotencyKey(
  { operators, access, digest }: Pick<World, 'operators' | 'access' | 'digest'>,
  tenant: string,
  idempotencyKey: string,
  commandId: string,
): Promise<string> {
  const keys = (await access.listKeys(tenant)).map(({ keyId }) => digest.sha256(`${keyId} ${idempotencyKey}`))
  const found = await operators.search.commandOfKeys(tenant, keys)
  return found === undefined || (commandId !== '' && commandId !== found) ? NOTHING : found
}

/** As core/find/sources.ts makes them: a place in a list, and which of its units was left in its middle, and how far. */
const POSITION = new RegExp(
  [
    '^(?:|end|[0-9a-z]{6}\\.\\d{1,12}|m[0-9a-z]{27}',
    '|\\d{1,16}(?:\\.\\d+)?,(?:[cm][0-9a-z]{21,27}|@[A-Za-z0-9][A-Za-z0-9._:-]{0,127}))',
    '(?:\\|[cm][0-9a-z]{21,27}\\|\\d{1,9})?$',
  ].join(''),
)

/** A token bears what it is a page of: with another filter it is refused. */
const formOf = (wanted: Wanted): string =>
  `s${createHash('sha256').update(JSON.stringify(wanted)).digest('base64url').slice(0, 12)}`

const textOf = (positions: Positions): string => positions.map((position) => position ?? '-').join(';')

export const filterToken = (wanted: Wanted, next: Positions | undefined): string =>
  next === undefined ? '' : pageToken(formOf(wanted), textOf(next))

export function readFilterToken(wanted: Wanted, token: string, partitions: number): Positions | undefined {
  const text = readPageToken(formOf(wanted), token, /^[\w.,|;:@-]*$/)
  return text === undefined ? undefined : positionsOf(text, partitions)
}

/** Of a count, which also bears since when it goes on. */
export const countToken = (wanted: Wanted, countedAt: number, next: Positions | undefined): string =>
  next === undefined ? '' : pageToken(`${formOf(wanted)}c`, `${countedAt}/${textOf(next)}`)

export function readCountToken(
  wanted: Wanted,
  token: string,
  partitions: number,
): { countedAt: number; positions: Positions } | undefined {
  const text = readPageToken(`${formOf(wanted)}c`, token, /^\d{1,15}\/[\w.,|;:@-]*$/)
  if (text === undefined) return undefined
  const [countedAt = '', positions = ''] = text.split('/')
  return { countedAt: Number(countedAt), positions: positionsOf(positions, partitions) }
}

function positionsOf(text: string, partitions: number): Positions {
  const positions = text.split(';').map((position) => (position === '-' ? undefined : position))
  const isOurs = positions.length === partitions && positions.every((p) => p === undefined || POSITION.test(p))
  refuseUnless(isOurs, 'page_token', 'is not one that this list gave')
  return positions
}
