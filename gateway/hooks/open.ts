import { SottoError } from '../../core/errors.ts'
import {
  HOOK_HEARTBEAT_MS_DEFAULT,
  HOOK_HEARTBEAT_MS_MAX,
  HOOK_HEARTBEAT_MS_MIN,
  WORD_BYTES_MAX,
} from '../../core/limits.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { Open__Output } from '../../proto/gen/sotto/v1/Open.ts'

const SUBSCRIPTION_NAME = new RegExp(`^[a-z0-9][a-z0-9._-]{0,${WORD_BYTES_MAX - 1}}$`)
const MEMBER_NAME = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,${WORD_BYTES_MAX - 1}}$`)
/** Of a subscription that only one reads. */
const MEMBER_DEFAULT = 'default'

/** What a stream is to be, once its first frame was looked at. */
export type Opening = { heartbeatMs: number; named: { name: string; member: string } | undefined }

/** @throws SottoError INVALID_FIELD */
export function readOpening({ subscription, member, heartbeatMs }: Open__Output): Opening {
  if (heartbeatMs !== 0 && (heartbeatMs < HOOK_HEARTBEAT_MS_MIN || heartbeatMs > HOOK_HEARTBEAT_MS_MAX))
    throw invalid('open.heartbeatMs', `is not from ${HOOK_HEARTBEAT_MS_MIN} to ${HOOK_HEARTBEAT_MS_MAX}`)
  if (subscription === '' && member !== '') throw invalid('open.member', 'needs a subscription to be a member of')
  if (subscription !== '') checkSubscriptionName(subscription, 'open.subscription')
  if (member !== '' && !MEMBER_NAME.test(member))
    throw invalid('open.member', `is not of the form ${MEMBER_NAME.source}`)
  return {
    heartbeatMs: heartbeatMs || HOOK_HEARTBEAT_MS_DEFAULT,
    named: subscription === '' ? undefined : { name: subscription, member: member || MEMBER_DEFAULT },
  }
}

export function checkSubscriptionName(name: string, field: string): void {
  if (!SUBSCRIPTION_NAME.test(name)) throw invalid(field, `is not of the form ${SUBSCRIPTION_NAME.source}`)
}

/** [A5] Each application has its own names. */
export const storedName = ({ application }: Principal, name: string): string => `${application}/${name}`
/** A named subscription among all tenants'. */
export const groupOf = (tenant: string, stored: string): string => `${tenant}/${stored}`
export const shownName = (stored: string): string => stored.slice(stored.indexOf('/') + 1)

const invalid = (field: string, problem: string): SottoError =>
  new SottoError('INVALID_FIELD', { detail: `${field} ${problem}`, field })
