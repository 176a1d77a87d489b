import type { Attempt__Output } from '../../../../proto/gen/sotto/v1/Attempt.ts'
import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { Card } from '../../design/card.tsx'
import { plural } from '../../design/figures.ts'
import { lookOf } from '../../design/status.ts'
import { StatusGlyph } from '../../design/status-mark.tsx'
import { clockTime, dayOf, duration, fullTime, useNow } from '../../design/time.tsx'
import { type Hop, type Lane, lanesOf } from './hops.ts'

/** One lane an attempt, one stop a hop. How long a stretch is drawn grows with the logarithm of its time: a wait of hours leaves room for the milliseconds. */
export function AttemptLanes({
  attempts,
  message,
}: {
  attempts: readonly Attempt__Output[]
  message: Message__Output
}) {
  const lanes = lanesOf(attempts, message)
  const first = lanes[0]?.hops[0]?.at ?? message.acceptedAt
  const last = lanes.at(-1)?.hops.at(-1)?.at ?? first
  return (
    <Card
      title="Timeline"
      note={
        <span className="number">
          {dayOf(first)}
          {last > first && `, ${duration(last - first)} in all`},{' '}
          {plural(lanes.filter(({ number }) => number > 0).length, 'attempt')}
        </span>
      }
      flush
    >
      <ol className="lanes">
        {lanes.map((lane) => (
          <LaneRow key={lane.number} lane={lane} />
        ))}
      </ol>
    </Card>
  )
}

function LaneRow({ lane: { number, hops, isOpen, reason } }: { lane: Lane }) {
  return (
    <li className="lane">
      <span className="lane-name">
        {number === 0 ? 'Before' : `Attempt ${number}`}
        {reason && <span className="mono faint cut">{reason}</span>}
      </span>
      <ol className="hops">
        {hops.map((hop) => (
          <HopStop key={`${hop.name} ${hop.at}`} hop={hop} />
        ))}
        {isOpen && <Waiting since={hops.at(-1)?.at ?? 0} />}
      </ol>
    </li>
  )
}

function HopStop({ hop: { name, status, at, sinceBeforeMs } }: { hop: Hop }) {
  const { hue, glyph } = lookOf(status)
  return (
    <li className="hop" data-hue={hue} style={{ flexGrow: sinceBeforeMs === undefined ? 0 : weight(sinceBeforeMs) }}>
      {sinceBeforeMs !== undefined && (
        <span className="hop-way">
          <span className="number">{duration(sinceBeforeMs)}</span>
        </span>
      )}
      <span className="hop-stop">
        <span className="status">
          <StatusGlyph glyph={glyph} />
          {name}
        </span>
        <time className="number muted" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
          {clockTime(at)}
        </time>
      </span>
    </li>
  )
}

function Waiting({ since }: { since: number }) {
  const now = useNow()
  const ms = Math.max(0, now - since)
  return (
    <li className="hop" data-open="true" style={{ flexGrow: weight(ms) }}>
      <span className="hop-way">
        <span className="number">{duration(ms)}</span>
      </span>
      <span className="hop-stop">
        <span className="status muted">now</span>
      </span>
    </li>
  )
}

const weight = (ms: number): number => 1 + Math.log10(1 + ms)
