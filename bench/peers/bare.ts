import { openFleet } from '../devices/fleet.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { CONTENT, type Load, WARM_UP_SHARE } from '../ours/lifecycle.ts'
import { startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { createChecks, verifyEffects, verifyOrder } from '../verify.ts'
import type { BareRun } from './bare-server.ts'
import { byDevice, ids } from './sent.ts'

/** As many messages are unacknowledged at a time as we have in submits that are under way. */
export async function bareLifecycle(bench: Bench, load: Load): Promise<Figures> {
  return await bareRun(bench, load, load.perSubmit * load.submitsAtATime)
}

export async function bareRun(
  bench: Bench,
  load: Pick<Load, 'messages' | 'devices'>,
  atATime: number,
): Promise<Figures> {
  const server = startProgram(new URL('./bare-server.ts', import.meta.url))
  try {
    const fleet = await openFleet('bare', [await server.ask<string>('listen')], scaled(bench, load.devices, 10))
    try {
      const messages = scaled(bench, load.messages, 100)
      const warmUp = Math.ceil(messages * WARM_UP_SHARE)
      const run = (count: number, prefix: string) => {
        const input: BareRun = { messages: count, atATime, devices: fleet.names, content: CONTENT, prefix }
        return server.ask<{ ms: number; acknowledged: number }>('run', input)
      }
      await run(warmUp, 'w')
      const cpu = startCpuClock({ server: [server.pid], devices: fleet.pids() })
      const { ms, acknowledged } = await run(messages, 'm')
      const costs = Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / messages])

      const checks = createChecks('bare')
      checks.that(acknowledged === messages, () => `${acknowledged} of ${messages} were acknowledged`)
      checks.done()
      const sent = [...ids('w', warmUp), ...ids('m', messages)]
      const tales = await fleet.tales()
      verifyEffects('bare', sent, tales)
      const order = byDevice(fleet.names, warmUp, messages)
      verifyOrder('bare', tales, (device) => order.get(device) ?? [])
      return { messagesPerSecond: perSecond(messages, ms), ...Object.fromEntries(costs) }
    } finally {
      await fleet.close()
    }
  } finally {
    await server.stop()
  }
}
