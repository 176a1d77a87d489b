import { type Application, openApplication } from '../application.ts'
import { type Fleet, openFleet } from '../devices/fleet.ts'
import { deviceNames } from '../devices/identity.ts'
import type { DeviceWire } from '../devices/program.ts'
import { inFlight } from '../measure/in-flight.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { enrolDevices, type System, type SystemOptions, startSystem } from '../system.ts'
import { verifyEffects, verifyOrder } from '../verify.ts'

export type Load = { messages: number; devices: number; perSubmit: number; submitsAtATime: number }

/** Before the clock starts, so that compiled code is measured: on every side alike. */
export const WARM_UP_SHARE = 0.1
/** A side that is slower than this has stopped. */
const MESSAGES_PER_SECOND_LEAST = 200
const DEADLINE_LEAST_MS = 30_000
const HISTORY_READ = 1_000
const READS_AT_A_TIME = 200
export const CONTENT = { level: 3, label: 'a parameter as applications send them' }

export type Stage = { system: System; application: Application; fleet: Fleet }

/** Everything up, devices enrolled and connected; `run` does its work, what it leaves is verified, everything ends. */
export async function onStage(
  bench: Bench,
  devices: number,
  run: (stage: Stage) => Promise<Figures>,
  options: Omit<SystemOptions, 'code'> & { wire?: DeviceWire; prepare?: (system: System) => Promise<void> } = {},
): Promise<Figures> {
  const { wire = 'socketio', prepare, ...rest } = options
  const system = await startSystem({ code: bench.code, execArgv: bench.execArgv, ...rest })
  let fleet: Fleet | undefined
  let application: Application | undefined
  try {
    await enrolDevices(system, deviceNames(devices))
    await prepare?.(system)
    const addresses = system.gateways.map(({ http, grpc }) => (wire === 'grpc' ? grpc : http))
    fleet = await openFleet(wire, addresses, devices)
    application = await openApplication(system)
    const figures = await run({ system, application, fleet })
    await verifyStage({ system, application, fleet })
    return figures
  } finally {
    application?.close()
    await fleet?.close()
    await system.close()
  }
}

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
async function submitAll(application: Application, devices: string[], load: Load): Promise<number> {
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

async function verifyStage({ system, application, fleet }: Stage): Promise<void> {
  await application.verify()
  const tales = await fleet.tales()
  verifyEffects('sotto', application.messages, tales)
  const accepted = await acceptedOrder(system, fleet.names)
  verifyOrder('sotto', tales, (device) => accepted.get(device) ?? [])
  if (fleet.closes.size > 0) process.stderr.write(`channels that ended: ${JSON.stringify([...fleet.closes])}\n`)
}

/** The order in which the store took the messages of each device; it keeps the newest of them. */
async function acceptedOrder({ store, tenant }: System, devices: string[]): Promise<Map<string, string[]>> {
  const orders = new Map<string, string[]>()
  for (let at = 0; at < devices.length; at += READS_AT_A_TIME) {
    await Promise.all(
      devices.slice(at, at + READS_AT_A_TIME).map(async (device) => {
        const newest = await store.messages.listByDevice(tenant, device, undefined, HISTORY_READ)
        orders.set(device, newest.reverse())
      }),
    )
  }
  return orders
}
