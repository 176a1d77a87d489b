import { createSotto } from '../../clients/sdk/index.ts'
import { inFlight } from '../measure/in-flight.ts'
import { enrolDevices, type System } from '../system.ts'
import { createChecks } from '../verify.ts'
import { CONTENT } from './lifecycle.ts'

/** Messages of one device that has not come yet; far enough below what a device may have open. */
const PER_DEVICE = 50
const PER_SUBMIT = 1_000
const SUBMITS_AT_A_TIME = 4

export type Backlog = {
  messages: number
  bytesPerMessage: number
  /** All of it is still there, and still waits. */
  verify(): Promise<void>
}

/** Messages for devices that are offline, and stay so. */
export async function layBacklog(system: System, wanted: number): Promise<Backlog> {
  const names = Array.from({ length: Math.ceil(wanted / PER_DEVICE) }, (_, i) => `offline-${i}`)
  await enrolDevices(system, names)
  const perSubmit = Math.min(PER_SUBMIT, names.length)
  const around = [...names, ...names]
  const commands: string[] = []
  const before = await usedBytes(system)
  const sotto = createSotto({ address: system.gateways[0]!.grpc, key: system.key, callTimeoutMs: 60_000 })
  try {
    await inFlight(Math.ceil(wanted / perSubmit), SUBMITS_AT_A_TIME, async (i) => {
      const first = (i * perSubmit) % names.length
      const devices = around.slice(first, first + perSubmit)
      commands.push((await sotto.submit({ action: 'ping', params: { ...CONTENT, round: i }, devices })).commandId)
    })
  } finally {
    sotto.close()
  }
  const messages = commands.length * perSubmit
  return {
    messages,
    bytesPerMessage: ((await usedBytes(system)) - before) / messages,
    async verify() {
      const checks = createChecks('backlog')
      for (const id of commands) {
        const found = await system.store.messages.command(system.tenant, id)
        const ended = Object.values(found?.finals ?? {}).reduce((sum, count) => sum + count, 0)
        checks.that(found?.messages === perSubmit && ended === 0, () => `${id}: ${ended} of ${found?.messages} ended`)
      }
      checks.done()
    },
  }
}

async function usedBytes({ store }: System): Promise<number> {
  const text = String(await store.client.call('INFO', 'memory'))
  return Number(/used_memory:(\d+)/.exec(text)?.[1])
}
