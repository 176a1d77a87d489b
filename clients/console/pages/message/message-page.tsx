import './message.css'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ErrorView } from '../../app/error-view.tsx'
import { usePageWatch } from '../../app/live.tsx'
import { Page } from '../../app/page.tsx'
import { Copyable } from '../../design/copy.tsx'
import { lookOf } from '../../design/status.ts'
import { StatusMark } from '../../design/status-mark.tsx'
import { useCall } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { AttemptLanes } from './attempt-lanes.tsx'
import { CommandCopies } from './command-copies.tsx'
import { ContentCard } from './content-card.tsx'
import { EventsCard } from './events-card.tsx'
import { ExplainNotice } from './explain-notice.tsx'
import { MessageActions } from './message-actions.tsx'
import { MessageFacts } from './message-facts.tsx'
import { ResultCard } from './result-card.tsx'

const UP = { to: '/messages', title: 'Messages' }

/** One message: where it is, why, and the time of every hop that brought it there. */
export function MessagePage() {
  const { messageId = '' } = useParams({ strict: false }) as { messageId?: string }
  const client = useQueryClient()
  const { may } = useWho()
  const timeline = useCall('SearchService/GetTimeline', { messageId })
  const message = timeline.data?.message
  usePageWatch(
    message && may('hooks:read')
      ? { topics: ['TOPIC_EVENTS'], filter: { devices: [message.deviceId] }, skipWhenBehind: true }
      : undefined,
    (frame, mayHaveMissed) => {
      // While it waits, any message of the device may be what it waits for.
      const isOpen = !lookOf(message?.status ?? '').final
      const isAbout = frame.events?.events.some((event) => isOpen || event.messageId === messageId)
      if (mayHaveMissed || isAbout)
        void client.invalidateQueries(
          { queryKey: ['SearchService/GetTimeline', { messageId }] },
          { cancelRefetch: false },
        )
    },
  )
  if (timeline.isError && !timeline.data)
    return (
      <Page title="Message" up={UP}>
        <ErrorView error={timeline.error} onRetry={() => void timeline.refetch()} />
      </Page>
    )
  if (!timeline.data || !message)
    return (
      <Page title="Message" up={UP}>
        <div className="skeleton" data-part="rates" aria-busy="true" />
      </Page>
    )
  const { explain, attempts, events, eventsTotal, incomplete } = timeline.data
  return (
    <Page
      title={`${message.action} on ${message.deviceId}`}
      up={UP}
      heading={
        <span className="heading">
          <StatusMark status={message.status} late={message.late} />
          <span className="cut">
            {message.action} <span className="muted">on</span> {message.deviceId}
          </span>
        </span>
      }
      actions={
        <>
          <CommandCopies message={message} />
          <MessageActions message={message} />
        </>
      }
    >
      {explain && <ExplainNotice explain={explain} message={message} />}
      <AttemptLanes attempts={attempts} message={message} />
      <div className="columns">
        <div>
          <ContentCard message={message} events={events} />
          <ResultCard message={message} />
          <EventsCard
            events={events}
            total={eventsTotal}
            incomplete={incomplete}
            onLookAgain={() => void timeline.refetch()}
          />
        </div>
        <div>
          <MessageFacts message={message} />
          <p className="muted own-id">
            <Copyable text={message.messageId} what="the message's identifier" />
          </p>
        </div>
      </div>
    </Page>
  )
}
