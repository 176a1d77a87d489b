import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { useMemo } from 'react'
import { ErrorView } from '../../app/error-view.tsx'
import { Page } from '../../app/page.tsx'
import { Button } from '../../design/button.tsx'
import { Empty } from '../../design/empty.tsx'
import { whole } from '../../design/figures.ts'
import { List } from '../../design/list.tsx'
import { fullTime } from '../../design/time.tsx'
import { call } from '../../wire/call.ts'
import { AUDIT_COLUMNS } from './audit-columns.tsx'
import { AuditExport } from './audit-export.tsx'
import { AuditFilter } from './audit-filter.tsx'
import { type AuditWords, toAuditFilter } from './audit-words.ts'

const PAGE_SIZE = 200

/** Who did what, and who was refused what; newest first. */
export function AuditPage() {
  const navigate = useNavigate()
  const words = useSearch({ strict: false }) as AuditWords
  const filter = useMemo(() => toAuditFilter(words), [words])
  const query = useInfiniteQuery({
    queryKey: ['ObserveService/ListAudit', filter],
    queryFn: ({ pageParam, signal }) =>
      call('ObserveService/ListAudit', { ...filter, pageSize: PAGE_SIZE, pageToken: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  })
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries) ?? [], [query.data])
  const through = query.data?.pages.at(-1)?.throughAt ?? 0
  return (
    <Page title="Audit" flush actions={<AuditExport filter={filter} />}>
      <AuditFilter
        words={words}
        onChange={(next) => void navigate({ to: '/audit', search: next as Record<string, string>, replace: true })}
      />
      {query.isError && entries.length === 0 ? (
        <ErrorView error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <List
          label="Audit"
          rows={entries}
          columns={AUDIT_COLUMNS}
          rowKey={({ entryId }) => entryId}
          onEnd={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
          foot={
            query.isPending || query.isFetchingNextPage ? (
              <span role="status">Looking…</span>
            ) : query.hasNextPage ? (
              <span>
                Looked back to {fullTime(through)}.{' '}
                <Button onClick={() => void query.fetchNextPage()}>Look further</Button>
              </span>
            ) : entries.length > 0 ? (
              <span className="number">{whole(entries.length)} found; that is all that is kept.</span>
            ) : (
              <Empty
                icon={<ScrollText size={20} />}
                title="No entry matches"
                text="Remove a filter, or look at a longer time."
              />
            )
          }
        />
      )}
    </Page>
  )
}
