import { useNavigate, useSearch } from '@tanstack/react-router'
import { Inbox, RotateCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ErrorView } from '../../app/error-view.tsx'
import { usePageWatch } from '../../app/live.tsx'
import { Page } from '../../app/page.tsx'
import { Button } from '../../design/button.tsx'
import { Empty } from '../../design/empty.tsx'
import { plural, whole } from '../../design/figures.ts'
import { List } from '../../design/list.tsx'
import { fullTime } from '../../design/time.tsx'
import { useWho } from '../../wire/session.ts'
import { OperationRow } from '../operations/operation-row.tsx'
import { noOperations, takeOperations } from '../operations/operations.ts'
import { BulkActions } from './bulk-actions.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useFoundMessages } from './found-messages.ts'
import { MESSAGE_COLUMNS } from './message-columns.tsx'
import { type FilterWords, readWords, toFilter } from './message-filter.ts'
import { ViewTabs } from './view-tabs.tsx'

/** Search over all messages of the tenant: the filters live in the address, the rows live by the stream. */
export function MessagesPage() {
  const { may } = useWho()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const words = useMemo(() => readWords(search), [search])
  const filter = useMemo(() => toFilter(words), [words])
  const { query, messages, apply } = useFoundMessages(filter)
  const [fresh, setFresh] = useState(0)
  const [operations, setOperations] = useState(noOperations)

  const canTail = may('hooks:read')
  usePageWatch(
    {
      topics: canTail ? ['TOPIC_EVENTS', 'TOPIC_OPERATIONS'] : ['TOPIC_OPERATIONS'],
      ...(canTail && { filter: tailFilter(words), skipWhenBehind: true }),
    },
    (frame, mayHaveMissed) => {
      const events = frame.events?.events ?? []
      if (mayHaveMissed) void query.refetch({ cancelRefetch: false })
      if (events.length > 0) apply(events)
      if (showsNew(words)) setFresh((count) => count + events.filter(({ kind }) => kind === 'EVENT_KIND_QUEUED').length)
      setOperations((before) => takeOperations(before, frame))
    },
  )

  const change = (next: FilterWords) => {
    setFresh(0)
    void navigate({ to: '/messages', search: next as Record<string, string> })
  }
  const reload = () => {
    setFresh(0)
    void query.refetch()
  }
  return (
    <Page
      title="Messages"
      flush
      actions={
        <Button icon={<RotateCw size={14} />} busy={query.isRefetching} onClick={reload}>
          {fresh > 0 ? `${plural(fresh, 'new message')}` : 'Reload'}
        </Button>
      }
    >
      <ViewTabs words={words} />
      <FilterBar words={words} onChange={change}>
        {may('commands:write') && <BulkActions words={words} />}
      </FilterBar>
      {operations.length > 0 && (
        <ul className="operations-strip" aria-label="Bulk operations">
          {operations.map((operation) => (
            <OperationRow key={operation.operationId} operation={operation} />
          ))}
        </ul>
      )}
      {query.isError && messages.length === 0 ? (
        <ErrorView error={query.error} onRetry={reload} />
      ) : (
        <List
          label="Messages"
          rows={messages}
          columns={MESSAGE_COLUMNS}
          rowKey={({ messageId }) => messageId}
          to={({ messageId }) => `/messages/${messageId}`}
          linkRest={({ action, deviceId }) => `${action} on ${deviceId}`}
          onEnd={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
          foot={<Foot query={query} count={messages.length} isFiltered={Object.keys(words).length > 0} />}
        />
      )}
    </Page>
  )
}

/** The part of a filter that the stream knows; the rest only decides which rows are there. */
function tailFilter({ deviceId, action }: FilterWords) {
  return { ...(deviceId && { devices: [deviceId] }), ...(action && { actions: [action] }) }
}

/** Whether a message that was just accepted belongs to what is shown: only where its event says enough. */
const showsNew = ({ deviceId: _, action: __, fromAt: ___, statuses, ...others }: FilterWords): boolean =>
  Object.keys(others).length === 0 && (!statuses || statuses.split(',').includes('queued'))

function Foot(props: { query: ReturnType<typeof useFoundMessages>['query']; count: number; isFiltered: boolean }) {
  const { query, count, isFiltered } = props
  if (query.isPending || query.isFetchingNextPage)
    return (
      <span role="status">
        <span className="spinner" aria-hidden="true" /> Looking…
      </span>
    )
  if (query.hasNextPage) {
    const looked = query.data?.pages.at(-1)?.looked
    return (
      <span>
        {looked?.stoppedEarly && looked.throughAt > 0 && `Looked back to ${fullTime(looked.throughAt)}. `}
        <Button onClick={() => void query.fetchNextPage()}>Look further</Button>
      </span>
    )
  }
  if (count > 0) return <span className="number">{whole(count)} found; that is all.</span>
  return isFiltered ? (
    <Empty icon={<Inbox size={20} />} title="Nothing matches" text="Remove a filter, or look at a longer time." />
  ) : (
    <Empty
      icon={<Inbox size={20} />}
      title="No messages yet"
      text="Submit a command with the SDK, with sotto send, or from the page of a device."
    />
  )
}
