import type { Application } from '../application.ts'
import { inFlight } from '../measure/in-flight.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { onStage, type Stage } from './stage.ts'

export type Load = { messages: number; devices: number; perSubmit: number; submitsAtATime: number }

/** Before the clock starts, so that compiled code is measured: on every side alike. */
export const WARM_UP_SHARE = 0.1
/** A side that is slower than this has stopped. */
const MESSAGES_PER_SECOND_LEAST = 200
const DEADLINE_LEAST_MS = 30_000
export const CONTENT = { level: 3, label: 'a parameter as applications send them' }

export async function sottoLifecycle(bench: Bench, load: Load): Promise<Figures> {
  const devices = scaled(bench, load.devices, 10)
  return await onStage(bench, devices, (stage) => runLifecycle(bench, stage, load))
}

export async function runLifecycle(bench: Bench, stage: Stage, load: Load): Promise<Figures> {
  const { application, fleet, system } = stage
  const messages = scaled(bench, load.messages, 100)
  const perSubmit = Math.min(load.perSubmit, fleet.names.length)
  await submitAll(application, fleet.names, { ...load, messages: Math.ceil(messages * WARM_UP_SHARE), perSubmit })
  await application.allSeen(deadlineMs(messages))
  const cpu = startCpuClock({ ...system.pids, devices: fleet.pids(), application: [process.pid] })
  const startedAt = performance.now()
  const sent = await submitAll(application, fleet.names, { ...load, messages, perSubmit })
  const submittedAt = performance.now()
  await application.allSeen(deadlineMs(messages))
  const ms = performance.now() - startedAt
  const costs = Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / sent])
  return {
    messagesPerSecond: perSecond(sent, ms),
    submittedPerSecond: perSecond(sent, submittedAt - startedAt),
    ...Object.fromEntries(costs),
  }
}

export const deadlineMs = (messages: number): number =>
  Math.max(DEADLINE_LEAST_MS, (messages / MESSAGES_PER_SECOND_LEAST) * 1_000)

/** Submits of equal size, over the devices in turn. */
export async function submitAll(application: Application, devices: string[], load: Load): Promise<number> {
  const submits = Math.ceil(load.messages / load.perSubmit)
  const around = [...devices, ...devices]
  await inFlight(submits, load.submitsAtATime, async (i) => {
    const first = (i * load.perSubmit) % devices.length
    await application.submit({
      action: 'ping',
      params: { ...CONTENT, round: i },
      devices: around.slice(first, first + load.perSubmit),
    })
  })
  return submits * load.perSubmit
}
