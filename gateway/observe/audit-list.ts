import { PAGE_SIZE_DEFAULT } from '../../core/limits.ts'
import type { AuditEntry } from '../../core/ports/access.ts'
import type { World } from '../../core/ports/world.ts'
import type { ListAuditRequest__Output } from '../../proto/gen/sotto/v1/ListAuditRequest.ts'
import type { ListAuditResponse } from '../../proto/gen/sotto/v1/ListAuditResponse.ts'
import { refuseUnless } from '../api/handler.ts'
import { pageToken, readPageToken } from '../api/page.ts'

const FORM = 'u'
const ENTRY_ID = /^\d{1,20}-\d{1,20}$/
const PAGE_SIZE_MAX = 1_000
/** Read at a time, and for one page. A tenant has at most 100,000 entries. */
const ENTRIES_A_READ = 1_000
const ENTRIES_A_PAGE = 10_000

/** Newest first. @throws SottoError INVALID_FIELD */
export async function listAudit(
  { audit }: Pick<World, 'audit'>,
  tenant: string,
  request: ListAuditRequest__Output,
): Promise<ListAuditResponse> {
  const { fromAt, pageSize } = request
  refuseUnless(pageSize <= PAGE_SIZE_MAX, 'page_size', `must be from 1 to ${PAGE_SIZE_MAX}, or 0`)
  const count = pageSize || PAGE_SIZE_DEFAULT
  let before = readPageToken(FORM, request.pageToken, ENTRY_ID)
  const entries = []
  for (let looked = 0; looked < ENTRIES_A_PAGE; looked += ENTRIES_A_READ) {
    const read = await audit.list(tenant, before, ENTRIES_A_READ)
    for (const { id, entry } of read) {
      if (entry.at < fromAt) return { entries, nextPageToken: '', throughAt: fromAt }
      before = id
      if (!isWanted(request, entry)) continue
      entries.push({ entryId: id, ...entry })
      if (entries.length === count) return { entries, nextPageToken: pageToken(FORM, id), throughAt: entry.at }
    }
    if (read.length < ENTRIES_A_READ) return { entries, nextPageToken: '', throughAt: fromAt }
  }
  return { entries, nextPageToken: pageToken(FORM, before!), throughAt: Number(before!.split('-')[0]) }
}

function isWanted({ actor, what, about, outcome, toAt }: ListAuditRequest__Output, entry: AuditEntry): boolean {
  if (actor !== '' && entry.actor !== actor) return false
  if (!entry.what.startsWith(what)) return false
  if (about !== '' && entry.about !== about) return false
  if (toAt !== 0 && entry.at >= toAt) return false
  return outcome === '' || (outcome === 'REFUSED' ? entry.outcome !== 'done' : entry.outcome === outcome)
}
