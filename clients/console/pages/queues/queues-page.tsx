import './queues.css'
import { useState } from 'react'
import type { Queues__Output } from '../../../../proto/gen/sotto/v1/Queues.ts'
import { usePageWatch } from '../../app/live.tsx'
import { Page } from '../../app/page.tsx'
import { Card } from '../../design/card.tsx'
import { plural, whole } from '../../design/figures.ts'
import { duration, useNow } from '../../design/time.tsx'
import { WideTable } from '../../design/wide-table.tsx'
import { WorkQueueCard } from './work-queue-card.tsx'

const INTERVAL_MS = 2_000
/** bull-board: to look at jobs, and for nothing else. */
const BOARD = '/queues/'

/** Our figures and switches of the queues, and BullMQ's own board below them. */
export function QueuesPage() {
  const [queues, setQueues] = useState<Queues__Output | undefined>(undefined)
  usePageWatch({ topics: ['TOPIC_QUEUES'], intervalMs: INTERVAL_MS }, (frame) => {
    if (frame.queues) setQueues(frame.queues)
  })
  return (
    <Page title="Queues">
      {queues ? (
        <div className="queue-cards">
          {queues.work.map((queue) => (
            <WorkQueueCard key={queue.name} queue={queue} />
          ))}
          <OutboxCard queues={queues} />
        </div>
      ) : (
        <div className="skeleton" aria-busy="true" />
      )}
      <Card title="Jobs" note="bull-board, to look at" flush>
        <iframe className="board" src={BOARD} title="bull-board: the jobs of the work queue" />
      </Card>
    </Page>
  )
}

/** What waits to become jobs: a partition's devices that have something to be sent. */
function OutboxCard({ queues: { partitions, tenants } }: { queues: Queues__Output }) {
  const now = useNow()
  return (
    <Card title="Outboxes" note={<span className="number">{plural(tenants, 'tenant')}</span>} flush>
      <WideTable label="Outboxes">
        <table className="small">
          <thead>
            <tr>
              <th scope="col">Partition</th>
              <th scope="col">Devices ready</th>
              <th scope="col">Oldest</th>
              <th scope="col">Clocks</th>
              <th scope="col">Next ends</th>
            </tr>
          </thead>
          <tbody>
            {partitions.map(({ partition, readyDevices, readySince, clocks, nextDueAt }) => (
              <tr key={partition}>
                <th scope="row">{partition}</th>
                <td>{whole(readyDevices)}</td>
                <td>{readySince > 0 ? duration(Math.max(0, now - readySince)) : '–'}</td>
                <td>{whole(Number(clocks))}</td>
                <td>{nextDueAt > 0 ? duration(Math.max(0, nextDueAt - now)) : '–'}</td>
              </tr>
            ))}
            {partitions.length === 0 && (
              <tr>
                <td colSpan={5}>Too many tenants to look through here.</td>
              </tr>
            )}
          </tbody>
        </table>
      </WideTable>
    </Card>
  )
}
