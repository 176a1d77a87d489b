import { useNavigate } from '@tanstack/react-router'
import { Pause, Play, Radio } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { Card } from '../../design/card.tsx'
import { Empty } from '../../design/empty.tsx'
import { plural, whole } from '../../design/figures.ts'
import { List } from '../../design/list.tsx'
import { clockTime } from '../../design/time.tsx'
import { EventMark } from './event-mark.tsx'
import type { Tail, TailRow } from './tail.ts'
import { TailFilter } from './tail-filter.tsx'
import type { TailWords } from './tail-words.ts'

const ROWS = 16

/** What happens, as it happens, or again from a point in the past; newest first. */
export function TailCard(props: {
  words: TailWords
  tail: Tail
  isPaused: boolean
  onPause: () => void
  onRestart: () => void
}) {
  const { words, tail, isPaused, onPause, onRestart } = props
  const navigate = useNavigate()
  const change = (next: TailWords) => {
    onRestart()
    void navigate({ to: '/hooks', search: next as Record<string, string>, replace: true })
  }
  return (
    <Card
      title={words.from ? 'Replay' : 'Live tail'}
      note={
        <span className="number">
          {plural(tail.seen, 'event')}
          {tail.gaps > 0 && `, ${plural(tail.gaps, 'gap')}`}
        </span>
      }
      actions={
        <Button icon={isPaused ? <Play size={14} /> : <Pause size={14} />} aria-pressed={isPaused} onClick={onPause}>
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
      }
      flush
    >
      <TailFilter words={words} onChange={change} />
      {tail.rows.length === 0 ? (
        <Empty
          icon={<Radio size={20} />}
          title={isPaused ? 'Paused' : 'Listening'}
          text="Events appear here as they happen. To see what happened before, begin at a point in the past."
        />
      ) : (
        <List
          label="Events"
          rows={tail.rows}
          columns={COLUMNS}
          rowKey={({ key }) => key}
          to={(row) => (row.is === 'event' ? `/messages/${row.event.messageId}` : '/hooks')}
          heightRows={ROWS}
        />
      )}
    </Card>
  )
}

const COLUMNS = [
  {
    title: 'Time',
    width: '98px',
    phone: '92px',
    cell: (row: TailRow) => (
      <span className="number">{row.is === 'event' ? clockTime(row.event.occurredAt) : '–'}</span>
    ),
  },
  {
    title: 'Event',
    width: '136px',
    phone: '118px',
    cell: (row: TailRow) =>
      row.is === 'event' ? (
        <EventMark kind={row.event.kind} />
      ) : (
        <span className="status" data-hue="amber">
          {row.is === 'gap' ? 'gap' : 'skipped'}
        </span>
      ),
  },
  { title: 'Action', width: 'minmax(80px, 0.8fr)', cell: (row: TailRow) => row.is === 'event' && row.event.action },
  {
    title: 'Device',
    width: 'minmax(100px, 1fr)',
    phone: 'minmax(0, 1fr)',
    cell: (row: TailRow) => row.is === 'event' && row.event.deviceId,
  },
  {
    title: 'Detail',
    width: 'minmax(0, 1.6fr)',
    cell: (row: TailRow) => <span className="muted">{detailOf(row)}</span>,
  },
] as const

function detailOf(row: TailRow): string {
  if (row.is === 'skipped') return `${plural(row.count, 'event')} passed over: the tail went on at the end`
  if (row.is === 'gap') {
    const { reason, partition, firstSeq, lastSeq } = row.gap
    const until = lastSeq > 0 ? ` to ${whole(lastSeq)}` : ''
    return `${String(reason).replace('REASON_', '')}: partition ${partition}, ${whole(firstSeq)}${until} will not come`
  }
  const { kind, attempt, reason, outcomeCode, outcomeDetail, progressPercent, progressNote } = row.event
  const progress = kind === 'EVENT_KIND_PROGRESS' ? `${progressPercent} % ${progressNote}` : ''
  return [
    attempt > 1 ? `attempt ${attempt}` : '',
    progress,
    reason,
    outcomeCode === 'OK' ? '' : outcomeCode,
    outcomeDetail,
  ]
    .filter(Boolean)
    .join(' · ')
}
