import { useEffect, useState } from 'react'
import type { WorkQueue__Output } from '../../../../proto/gen/sotto/v1/WorkQueue.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { Card } from '../../design/card.tsx'
import { plural, rate, whole } from '../../design/figures.ts'
import { duration, useNow } from '../../design/time.tsx'
import { QueueSwitches } from './queue-switches.tsx'

const POINTS_MAX = 120
/** In the order in which a job passes them. */
const STATES = ['waiting', 'prioritized', 'active', 'delayed', 'completed', 'failed', 'paused'] as const

export function WorkQueueCard({ queue }: { queue: WorkQueue__Output }) {
  const { name, paused, jobs, oldestWaitingAt, workers, completedPerSecond, failedPerSecond } = queue
  const now = useNow()
  const trend = useTrend(queue)
  const count = (state: string): number => Number(jobs[state] ?? 0)
  return (
    <Card
      title={name}
      note={
        <span className="status" data-hue={paused ? 'amber' : workers > 0 ? 'green' : 'red'}>
          {paused ? '‖ paused' : workers > 0 ? `▸ ${plural(workers, 'worker')}` : '✕ no worker'}
        </span>
      }
    >
      <dl className="queue-figures">
        <div>
          <dt>Jobs a second</dt>
          <dd className="number">{rate(completedPerSecond)}</dd>
          <Sparkline values={trend} hue="green" />
        </div>
        <div>
          <dt>Failed a second</dt>
          <dd className="number">{rate(failedPerSecond)}</dd>
        </div>
        <div>
          <dt>Oldest waits</dt>
          <dd className="number">{oldestWaitingAt > 0 ? duration(Math.max(0, now - oldestWaitingAt)) : '–'}</dd>
        </div>
      </dl>
      <ul className="queue-states">
        {STATES.filter((state) => state in jobs && (count(state) > 0 || state !== 'paused')).map((state) => (
          <li key={state}>
            <span className="muted">{state}</span> <b className="number">{whole(count(state))}</b>
          </li>
        ))}
      </ul>
      <QueueSwitches queue={queue} />
    </Card>
  )
}

/** Since the page was opened. */
function useTrend(queue: WorkQueue__Output): readonly number[] {
  const [points, setPoints] = useState<readonly number[]>([])
  useEffect(() => setPoints((before) => [...before, queue.completedPerSecond].slice(-POINTS_MAX)), [queue])
  return points
}
