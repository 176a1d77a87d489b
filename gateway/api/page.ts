import { SottoError } from '../../core/errors.ts'
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../../core/limits.ts'
import { refuseUnless } from './handler.ts'

export function pageSize(asked: number): number {
  refuseUnless(asked <= PAGE_SIZE_MAX, 'page_size', `must be from 1 to ${PAGE_SIZE_MAX}, or 0 for ${PAGE_SIZE_DEFAULT}`)
  return asked === 0 ? PAGE_SIZE_DEFAULT : asked
}

/** No token of ours is longer: an identifier, or a number for each of at most 1,024 partitions. */
const PAGE_TOKEN_CHARS_MAX = 32 * 1024

/** Opaque to callers; `form` says of which list it is, so that a token of another one is refused. */
export const pageToken = (form: string, where: string): string => Buffer.from(`${form}:${where}`).toString('base64url')

/** Undefined: the first page. @param pattern what a place in this list looks like */
export function readPageToken(form: string, token: string, pattern: RegExp): string | undefined {
  if (token === '') return undefined
  if (token.length <= PAGE_TOKEN_CHARS_MAX) {
    const text = Buffer.from(token, 'base64url').toString()
    const where = text.slice(form.length + 1)
    if (text.startsWith(`${form}:`) && pattern.test(where)) return where
  }
  throw new SottoError('INVALID_FIELD', {
    field: 'page_token',
    detail:
      'page_token is not one that this list gave. Give the next_page_token of the page before, with the same request',
  })
}
