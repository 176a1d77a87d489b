import { startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { deadlineMs } from './lifecycle.ts'
import { onStage, type Stage } from './stage.ts'

export async function sottoFanout(bench: Bench, load: { devices: number }): Promise<Figures> {
  return await onStage(bench, scaled(bench, load.devices, 10), runFanout)
}

/** One command to all devices of the stage, the second time it is given. */
export async function runFanout({ application, fleet, system }: Stage): Promise<Figures> {
  const command = async (round: number): Promise<Figures> => {
    const cpu = startCpuClock({ ...system.pids, devices: fleet.pids(), application: [process.pid] })
    const startedAt = performance.now()
    await application.submit({ action: 'ping', params: { round }, fleet: {} })
    const answeredMs = performance.now() - startedAt
    await application.allSeen(deadlineMs(fleet.names.length))
    const lastResultMs = performance.now() - startedAt
    const costs = Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / fleet.names.length])
    return {
      ...{ answeredMs, lastResultMs, messagesPerSecond: perSecond(fleet.names.length, lastResultMs) },
      ...Object.fromEntries(costs),
    }
  }
  await command(0)
  return await command(1)
}
