import { useMemo } from 'react'
import type { Sample__Output } from '../../../../proto/gen/sotto/v1/Sample.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { compact, rate } from '../../design/figures.ts'
import { perSecond, timesOf } from './history.ts'

const HEIGHT = 168

export function RatesCard({ samples }: { samples: readonly Sample__Output[] }) {
  const times = useMemo(() => timesOf(samples), [samples])
  return (
    <section className="card charts-two" aria-label="Throughput and backlog">
      <LineChart
        title="Messages a second"
        {...times}
        height={HEIGHT}
        format={rate}
        lines={[
          { name: 'submitted', hue: 'blue', values: perSecond(samples, (sample) => sample.submitted) },
          { name: 'succeeded', hue: 'green', values: perSecond(samples, (sample) => sample.succeeded), area: true },
          { name: 'ended badly', hue: 'red', values: perSecond(samples, (sample) => sample.endedBadly) },
          { name: 'retried', hue: 'amber', values: perSecond(samples, (sample) => sample.retried) },
        ]}
      />
      <LineChart
        title="Backlog"
        {...times}
        height={HEIGHT}
        format={compact}
        whole
        lines={[
          { name: 'messages waiting', hue: 'grey', values: samples.map((sample) => sample.queued), area: true },
          { name: 'devices ready', hue: 'violet', values: samples.map((sample) => sample.readyDevices) },
        ]}
      />
    </section>
  )
}
