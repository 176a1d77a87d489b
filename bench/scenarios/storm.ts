import { until } from '../measure/deadline.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { deadlineMs, submitAll } from '../ours/lifecycle.ts'
import { onStage, type Stage } from '../ours/stage.ts'
import { type Bench, type Figures, type Scenario, scaled } from '../scenario.ts'

export const STORM = { devices: 15_000, messages: 45_000 }
const LOAD = { perSubmit: 1_000, submitsAtATime: 4 }
/** The channels are cut when this share of the messages is submitted. */
const CUT_AT = 0.3
const BACK = 0.99
const BACK_TIMEOUT_MS = 120_000

export const storm: Scenario = {
  name: 'storm',
  what: '15,000 devices lose their channel at once, with work in flight, and come back',
  chart: 'mostBackMs',
  sides: [
    {
      name: 'sotto',
      what: 'every device comes back by itself',
      turn: (bench) => onStage(bench, scaled(bench, STORM.devices, 50), (stage) => runStorm(bench, stage)),
    },
  ],
  targets: [{ name: 'until 99 % are back, ms', of: 'sotto.mostBackMs', atMost: 10_000 }],
}

/** Its costs are those of one device that comes back, with its part of the messages meanwhile. */
export async function runStorm(bench: Bench, { application, fleet, system }: Stage): Promise<Figures> {
  const devices = fleet.names.length
  const messages = scaled(bench, STORM.messages, 150)
  const startedAt = performance.now()
  const submitting = submitAll(application, fleet.names, {
    ...LOAD,
    perSubmit: Math.min(LOAD.perSubmit, devices),
    messages,
    devices,
  })
  await until(
    BACK_TIMEOUT_MS,
    () => application.messages.size >= messages * CUT_AT,
    () => 'the first submits',
  )
  const cpu = startCpuClock({ ...system.pids, devices: fleet.pids(), application: [process.pid] })
  await fleet.drop()
  const cutAt = performance.now()
  const isBack = async (): Promise<boolean> => (await fleet.openCount()) >= devices * BACK
  await until(BACK_TIMEOUT_MS, isBack, () => '99 % of the devices')
  const mostBackMs = performance.now() - cutAt
  const costs = Object.fromEntries(Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / devices]))
  await submitting
  await application.allSeen(deadlineMs(messages) + BACK_TIMEOUT_MS)
  const tales = await fleet.tales()
  const repeats = [...tales.values()].reduce((sum, tale) => sum + tale.repeats, 0)
  // The cut was meant.
  fleet.closes.delete('destroyed')
  return { mostBackMs, allDoneMs: performance.now() - startedAt, answeredFromJournal: repeats, ...costs }
}
