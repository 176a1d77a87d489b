import './overview.css'
import { useState } from 'react'
import type { Topic } from '../../../../proto/gen/sotto/v1/Topic.ts'
import { usePageWatch } from '../../app/live.tsx'
import { Page } from '../../app/page.tsx'
import { Empty } from '../../design/empty.tsx'
import { useWho } from '../../wire/session.ts'
import { noOperations, takeOperations } from '../operations/operations.ts'
import { OperationsCard } from '../operations/operations-card.tsx'
import { AttentionList } from './attention-list.tsx'
import { BacklogCard } from './backlog-card.tsx'
import { FailuresCard } from './failures-card.tsx'
import { Figures } from './figures.tsx'
import { noHistory, takeFrame } from './history.ts'
import { LegsCard } from './legs-card.tsx'
import { RatesCard } from './rates-card.tsx'
import { StatusesCard } from './statuses-card.tsx'

const INTERVAL_MS = 2_000
const WINDOWS = { '15 min': 900, '1 h': 3_600 } as const
type Window = keyof typeof WINDOWS

export function OverviewPage() {
  const { may } = useWho()
  const [span, setSpan] = useState<Window>('15 min')
  const [history, setHistory] = useState(noHistory)
  const [operations, setOperations] = useState(noOperations)
  const topics: Topic[] = ['TOPIC_OVERVIEW', 'TOPIC_OPERATIONS']
  const request = { topics, intervalMs: INTERVAL_MS, historySeconds: WINDOWS[span] }
  usePageWatch(may('commands:read') ? request : undefined, (frame) => {
    setHistory((before) => takeFrame(before, frame, WINDOWS[span]))
    setOperations((before) => takeOperations(before, frame))
  })
  const { overview, samples } = history
  return (
    <Page title="Overview" actions={<SpanChoice span={span} onChoose={setSpan} />}>
      {!may('commands:read') && (
        <Empty title="This key may not see messages" text="Log in with a key that has the scope commands:read." />
      )}
      {overview && (
        <>
          <AttentionList attention={overview.attention} sampledAt={overview.sampledAt} at={overview.at} />
          <Figures overview={overview} samples={samples} />
          <RatesCard samples={samples} />
          <LegsCard legs={overview.legs} samples={samples} />
          <div className="thirds">
            <StatusesCard statuses={overview.statuses} />
            <FailuresCard failures={overview.failures} />
            <BacklogCard overview={overview} />
          </div>
          <OperationsCard operations={operations} />
        </>
      )}
      {!overview && may('commands:read') && <Skeleton />}
    </Page>
  )
}

function SpanChoice({ span, onChoose }: { span: Window; onChoose: (span: Window) => void }) {
  return (
    <div className="segments" role="group" aria-label="How far back">
      {(Object.keys(WINDOWS) as Window[]).map((name) => (
        <button key={name} type="button" aria-pressed={name === span} onClick={() => onChoose(name)}>
          {name}
        </button>
      ))}
    </div>
  )
}

function Skeleton() {
  return (
    <div className="skeletons" aria-busy="true">
      {['attention', 'figures', 'rates', 'legs'].map((part) => (
        <div key={part} className="skeleton" data-part={part} />
      ))}
    </div>
  )
}
