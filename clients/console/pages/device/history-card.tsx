import { ErrorView } from '../../app/error-view.tsx'
import { Card } from '../../design/card.tsx'
import { List } from '../../design/list.tsx'
import type { useFoundMessages } from '../messages/found-messages.ts'
import { MESSAGE_COLUMNS_OF_DEVICE } from '../messages/message-columns.tsx'

const ROWS = 14

/** Every message that the device ever got, as long as it is kept. */
export function HistoryCard({ history: { query, messages } }: { history: ReturnType<typeof useFoundMessages> }) {
  return (
    <Card title="History" flush>
      {query.isError && messages.length === 0 ? (
        <ErrorView error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <List
          label="History"
          rows={messages}
          columns={MESSAGE_COLUMNS_OF_DEVICE}
          rowKey={({ messageId }) => messageId}
          to={({ messageId }) => `/messages/${messageId}`}
          linkRest={({ action }) => action}
          onEnd={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
          heightRows={Math.min(ROWS, Math.max(1, messages.length))}
        />
      )}
      {query.isSuccess && messages.length === 0 && <p className="list-foot">It has not been sent anything yet.</p>}
    </Card>
  )
}
