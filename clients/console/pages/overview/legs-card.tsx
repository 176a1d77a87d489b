import { useMemo } from 'react'
import type { LegFigures__Output } from '../../../../proto/gen/sotto/v1/LegFigures.ts'
import type { Sample__Output } from '../../../../proto/gen/sotto/v1/Sample.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { whole } from '../../design/figures.ts'
import { duration } from '../../design/time.tsx'
import { timesOf } from './history.ts'

const LEGS = [
  ['LEG_SUBMIT_SENT', 'Submit → sent'],
  ['LEG_SENT_RECEIVED', 'Sent → received'],
  ['LEG_RECEIVED_RESULT', 'Received → result'],
  ['LEG_SUBMIT_RESULT', 'Submit → result'],
] as const
const HEIGHT = 104

/** [M2] How long each leg of the way takes: the middle one and the slowest hundredth. */
export function LegsCard({
  legs,
  samples,
}: {
  legs: readonly LegFigures__Output[]
  samples: readonly Sample__Output[]
}) {
  const times = useMemo(() => timesOf(samples), [samples])
  return (
    <section className="card" aria-label="Time of each leg">
      <div className="charts-four">
        {LEGS.map(([leg, title]) => {
          const figures = samples.map((sample) => sample.legs.find((one) => one.leg === leg))
          return (
            <LineChart
              key={leg}
              title={title}
              {...times}
              height={HEIGHT}
              format={duration}
              lines={[
                { name: 'p50', hue: 'teal', values: figures.map((one) => one?.p50Ms ?? null) },
                { name: 'p99', hue: 'violet', values: figures.map((one) => one?.p99Ms ?? null) },
              ]}
            />
          )
        })}
      </div>
      <table className="unseen">
        <caption>Legs in the newest minute</caption>
        <thead>
          <tr>
            <th scope="col">Leg</th>
            <th scope="col">Messages</th>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
          </tr>
        </thead>
        <tbody>
          {LEGS.map(([leg, title]) => {
            const one = legs.find((figures) => figures.leg === leg)
            return (
              <tr key={leg}>
                <th scope="row">{title}</th>
                <td>{whole(one?.count ?? 0)}</td>
                <td>{one ? duration(one.p50Ms) : 'none'}</td>
                <td>{one ? duration(one.p99Ms) : 'none'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
