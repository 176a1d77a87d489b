import { CircleCheck, CircleX } from 'lucide-react'
import type { AuditEntry__Output } from '../../../../proto/gen/sotto/v1/AuditEntry.ts'
import type { Column } from '../../design/list.tsx'
import { clockTime, dayOf, fullTime } from '../../design/time.tsx'

export const AUDIT_COLUMNS: readonly Column<AuditEntry__Output>[] = [
  {
    title: 'Time',
    width: '128px',
    phone: '112px',
    cell: ({ at }) => (
      <time className="number" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
        {dayOf(at)} {clockTime(at).slice(0, 8)}
      </time>
    ),
  },
  {
    title: 'Outcome',
    width: '168px',
    cell: ({ outcome }) => {
      const isDone = outcome === 'done'
      return (
        <span className="status" data-hue={isDone ? 'green' : 'red'}>
          {isDone ? <CircleCheck size={14} aria-hidden="true" /> : <CircleX size={14} aria-hidden="true" />}
          {isDone ? 'done' : outcome}
        </span>
      )
    },
  },
  { title: 'Who', width: 'minmax(80px, 0.9fr)', phone: 'minmax(0, 0.8fr)', cell: ({ actor }) => actor },
  {
    title: 'What',
    width: 'minmax(120px, 1fr)',
    phone: 'minmax(0, 1fr)',
    cell: ({ what }) => <span className="mono">{what}</span>,
  },
  { title: 'About', width: 'minmax(100px, 1.1fr)', cell: ({ about }) => <span title={about}>{about}</span> },
  {
    title: 'Detail',
    width: 'minmax(0, 1.6fr)',
    cell: ({ detail }) => (
      <span className="muted" title={detail}>
        {detail}
      </span>
    ),
  },
]
