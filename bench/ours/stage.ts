import { type Application, openApplication } from '../application.ts'
import { type Fleet, openFleet } from '../devices/fleet.ts'
import { deviceNames } from '../devices/identity.ts'
import type { DeviceWire, OpenFleet } from '../devices/program.ts'
import type { Bench, Figures } from '../scenario.ts'
import { enrolDevices, type System, type SystemOptions, startSystem } from '../system.ts'
import { verifyEffects, verifyOrder } from '../verify.ts'

const HISTORY_READ = 1_000
const READS_AT_A_TIME = 200

export type Stage = { system: System; application: Application; fleet: Fleet }

export type StageOptions = Omit<SystemOptions, 'code'> & {
  wire?: DeviceWire
  measure?: OpenFleet['measure']
  /** Before the devices connect. */
  prepare?: (system: System) => Promise<void>
}

/** Everything up, devices enrolled and connected; `run` does its work, what it leaves is verified, everything ends. */
export async function onStage(
  bench: Bench,
  devices: number,
  run: (stage: Stage) => Promise<Figures>,
  options: StageOptions = {},
): Promise<Figures> {
  const { wire = 'socketio', measure = 'nothing', prepare, ...rest } = options
  const system = await startSystem({ code: bench.code, execArgv: bench.execArgv, ...rest })
  let fleet: Fleet | undefined
  let application: Application | undefined
  try {
    await enrolDevices(system, deviceNames(devices))
    await prepare?.(system)
    const addresses = system.gateways.map(({ http, grpc }) => (wire === 'grpc' ? grpc : http))
    fleet = await openFleet(wire, addresses, devices, measure)
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
