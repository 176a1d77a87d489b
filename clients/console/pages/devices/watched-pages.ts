import type { ListDevicesResponse__Output as Page } from '../../../../proto/gen/sotto/v1/ListDevicesResponse.ts'

export const PAGE_SIZE = 100
/** Pages that the stream looks at together: as many devices as one call lists. */
const PAGES_WATCHED_MAX = 5
/** Devices whose rows are live; a filter that few of them fit leaves few rows. */
export const DEVICES_WATCHED_MAX = PAGES_WATCHED_MAX * PAGE_SIZE

/** Indexes of rows. */
export type Sight = { first: number; last: number }

/**
 * The pages in sight. Where a filter leaves holes, rows move between the pages that are looked at together: then it is always
 * the same pages, or those that moved would be lost with the next look at fewer.
 */
export function pagesWatched(pages: readonly Page[], sight: Sight, hasHoles: boolean) {
  const seen = pageOf(pages, sight.first)
  const first = hasHoles ? seen - (seen % PAGES_WATCHED_MAX) : seen
  const count = (hasHoles ? pages.length : pageOf(pages, sight.last) + 1) - first
  // After a change of the filter, the rows in sight may be those of before for a moment.
  return { first, count: Math.max(1, Math.min(PAGES_WATCHED_MAX, count)) }
}

/** Whether the stream tells of all rows in sight: with a filter that few fit, they may be of more pages than it looks at. */
export function isSightLive(pages: readonly Page[], sight: Sight, { first, count }: { first: number; count: number }) {
  return pageOf(pages, sight.first) >= first && pageOf(pages, sight.last) < first + count
}

/** Which page has the row. */
function pageOf(pages: readonly Page[], row: number): number {
  let end = 0
  const found = pages.findIndex(({ devices }) => {
    end += devices.length
    return row < end
  })
  return Math.max(0, found)
}

/** What was looked at together, shared out over its pages again; how far each goes stays as it was. */
export function withSeen(pages: readonly Page[], first: number, count: number, { devices }: Page): Page[] {
  return pages.map((page, i) => {
    const at = i - first
    if (at < 0 || at >= count) return page
    const end = at === count - 1 ? devices.length : (at + 1) * PAGE_SIZE
    return { ...page, devices: devices.slice(at * PAGE_SIZE, end) }
  })
}
