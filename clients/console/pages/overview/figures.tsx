import type { ReactNode } from 'react'
import type { Overview__Output } from '../../../../proto/gen/sotto/v1/Overview.ts'
import type { Sample__Output } from '../../../../proto/gen/sotto/v1/Sample.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { compact, rate, whole } from '../../design/figures.ts'
import type { Hue } from '../../design/status.ts'
import { duration, useNow } from '../../design/time.tsx'
import { perSecond } from './history.ts'

/** The figures that one looks at first, each with its last minutes and a way to what it counts. */
export function Figures({ overview, samples }: { overview: Overview__Output; samples: readonly Sample__Output[] }) {
  const now = useNow()
  const { backlog, rates, hooks, devices, devicesOnline } = overview
  const readyFor = backlog?.readySince ? Math.max(0, now - backlog.readySince) : 0
  return (
    <div className="figures-row">
      <Figure
        name="Devices online"
        value={whole(devicesOnline)}
        note={`of ${compact(devices)}`}
        to="/devices?online=yes"
        trend={samples.map((sample) => sample.devicesOnline)}
        hue="green"
      />
      <Figure
        name="Waiting"
        value={compact(backlog?.queued ?? 0)}
        note={readyFor > 0 ? `${whole(backlog?.readyDevices ?? 0)} ready, ${duration(readyFor)}` : 'none ready to go'}
        to="/messages?statuses=queued"
        trend={samples.map((sample) => sample.queued)}
        hue="grey"
      />
      <Figure
        name="Submitted"
        value={rate(rates?.submitted ?? 0)}
        note="a second"
        to="/messages"
        trend={perSecond(samples, (sample) => sample.submitted)}
        hue="blue"
      />
      <Figure
        name="Succeeded"
        value={rate(rates?.succeeded ?? 0)}
        note="a second"
        to="/messages?statuses=succeeded"
        trend={perSecond(samples, (sample) => sample.succeeded)}
        hue="green"
      />
      <Figure
        name="Ended badly"
        value={rate(rates?.endedBadly ?? 0)}
        note={`a second, ${rate(rates?.retried ?? 0)} retried`}
        to="/messages?statuses=failed,rejected,expired,timed_out"
        trend={perSecond(samples, (sample) => sample.endedBadly)}
        hue="red"
      />
      <Figure
        name="Hook lag"
        value={compact(hooks?.lagEvents ?? 0)}
        note={`events, ${whole(hooks?.parked ?? 0)} of ${whole(hooks?.streams ?? 0)} parked`}
        to="/hooks"
        hue="violet"
      />
    </div>
  )
}

function Figure(props: {
  name: string
  value: string
  note: ReactNode
  to: string
  trend?: readonly number[]
  hue: Hue
}) {
  const { name, value, note, to, trend, hue } = props
  return (
    <AddressLink to={to} className="figure">
      <span className="figure-name">{name}</span>
      <span className="figure-value number">{value}</span>
      <span className="figure-note number">{note}</span>
      {trend && <Sparkline values={trend} hue={hue} />}
    </AddressLink>
  )
}
