import { inFlight } from '../measure/in-flight.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { CONTENT, deadlineMs, WARM_UP_SHARE } from './lifecycle.ts'
import { onStage, type Stage } from './stage.ts'

export type SingleLoad = { messages: number; devices: number; callers: number }

export async function sottoSingle(bench: Bench, load: SingleLoad): Promise<Figures> {
  return await onStage(bench, scaled(bench, load.devices, 10), (stage) => runSingle(bench, stage, load))
}

/** Closed loop: each caller submits one message, and the next when it has the answer. */
export async function runSingle(bench: Bench, stage: Stage, load: SingleLoad): Promise<Figures> {
  const { application, fleet, system } = stage
  const messages = scaled(bench, load.messages, 100)
  const run = async (count: number): Promise<void> => {
    await inFlight(count, load.callers, async (i) => {
      const device = fleet.names[i % fleet.names.length]!
      await application.submit({ action: 'ping', params: { ...CONTENT, atUs: 0 }, devices: [device] })
    })
    await application.allSeen(deadlineMs(messages))
  }
  await run(Math.ceil(messages * WARM_UP_SHARE))
  const cpu = startCpuClock({ ...system.pids, devices: fleet.pids(), application: [process.pid] })
  const startedAt = performance.now()
  await run(messages)
  const ms = performance.now() - startedAt
  const costs = Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / messages])
  return { messagesPerSecond: perSecond(messages, ms), ...Object.fromEntries(costs) }
}
