import type { HookEvent__Output } from '../../../../proto/gen/sotto/v1/HookEvent.ts'
import { Button } from '../../design/button.tsx'
import { Card } from '../../design/card.tsx'
import { plural } from '../../design/figures.ts'
import { clockTime, duration, fullTime } from '../../design/time.tsx'
import { EventMark } from '../hooks/event-mark.tsx'

/** What applications were told of it. */
export function EventsCard(props: {
  events: readonly HookEvent__Output[]
  total: number
  incomplete: boolean
  onLookAgain: () => void
}) {
  const { events, total, incomplete, onLookAgain } = props
  return (
    <Card title="Hook events" note={<span className="number">{plural(total, 'event')}</span>} flush>
      <ol className="events">
        {events.map((event, i) => (
          <li key={event.eventId} className="event">
            <time
              className="number muted"
              dateTime={new Date(event.occurredAt).toISOString()}
              title={fullTime(event.occurredAt)}
            >
              {clockTime(event.occurredAt)}
            </time>
            <EventMark kind={event.kind} />
            <span className="cut muted">{detailOf(event)}</span>
            <span className="number faint">
              {i > 0 && `+${duration(event.occurredAt - events[i - 1]!.occurredAt)}`}
            </span>
          </li>
        ))}
      </ol>
      {incomplete && (
        <p className="list-foot">
          Not all were found: they are past their retention, or too deep in the log.{' '}
          <Button onClick={onLookAgain}>Look again</Button>
        </p>
      )}
    </Card>
  )
}

function detailOf(event: HookEvent__Output): string {
  const { reason, outcomeCode, outcomeDetail, progressNote, progressPercent, attempt, kind } = event
  const progress = kind === 'EVENT_KIND_PROGRESS' ? `${progressPercent} % ${progressNote}` : ''
  const sent = kind === 'EVENT_KIND_SENT' ? `attempt ${attempt}` : ''
  return [sent, progress, reason, outcomeCode, outcomeDetail].filter(Boolean).join(' · ')
}
