import type { DeviceTale } from '../devices/agent.ts'
import { deviceNames } from '../devices/identity.ts'
import { within } from '../measure/deadline.ts'
import { inFlight } from '../measure/in-flight.ts'
import { type Cast, startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { CONTENT, deadlineMs, type Load, WARM_UP_SHARE } from '../ours/lifecycle.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { createChecks, verifyEffects, verifyOrder } from '../verify.ts'
import { byDevice, ids } from './sent.ts'

export type PeerMessage = { messageId: string; device: string; content: string }

/** A peer whose application is the bench itself: how it sends, and how it hears what became of each message. */
export type Peer = {
  name: string
  /** Resolves when the peer has taken the messages, as safely as it can. One submit. */
  send(messages: PeerMessage[]): Promise<void>
  /** Is given each result as it comes. */
  onResult: (messageId: string) => void
  cast: Cast
  tales(): Promise<Map<string, DeviceTale>>
  keepsOrder: boolean
}

/** The lifecycle by a peer: as many messages without a result at a time as `submitsAtATime` submits hold. */
export async function drive(bench: Bench, load: Load, peer: Peer): Promise<Figures> {
  const devices = deviceNames(scaled(bench, load.devices, 10))
  const messages = scaled(bench, load.messages, 100)
  const warmUp = Math.ceil(messages * WARM_UP_SHARE)
  const checks = createChecks(`${peer.name}: results`)
  const waiting = new Map<string, () => void>()
  peer.onResult = (messageId) => {
    const seen = waiting.get(messageId)
    checks.that(seen !== undefined, () => `a result for ${messageId}, which waits for none`)
    waiting.delete(messageId)
    seen?.()
  }

  async function run(prefix: string, count: number): Promise<void> {
    const perSubmit = Math.min(load.perSubmit, devices.length)
    const all = ids(prefix, count)
    await inFlight(Math.ceil(count / perSubmit), load.submitsAtATime, async (round) => {
      const group = all.slice(round * perSubmit, (round + 1) * perSubmit).map((messageId, i) => ({
        messageId,
        device: devices[(round * perSubmit + i) % devices.length]!,
        content: JSON.stringify({ ...CONTENT, round }),
      }))
      const results = group.map(({ messageId }) => new Promise<void>((resolve) => waiting.set(messageId, resolve)))
      await peer.send(group)
      await Promise.all(results)
    })
  }
  const timed = (prefix: string, count: number): Promise<void> =>
    within(deadlineMs(messages), run(prefix, count), () => `${waiting.size} results of ${peer.name}`)

  await timed('w', warmUp)
  const cpu = startCpuClock({ ...peer.cast, application: [process.pid] })
  const startedAt = performance.now()
  await timed('m', messages)
  const ms = performance.now() - startedAt
  const costs = Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / messages])

  checks.done()
  const tales = await peer.tales()
  verifyEffects(peer.name, [...ids('w', warmUp), ...ids('m', messages)], tales)
  if (peer.keepsOrder) {
    const order = byDevice(devices, warmUp, messages)
    verifyOrder(peer.name, tales, (device) => order.get(device) ?? [])
  }
  return { messagesPerSecond: perSecond(messages, ms), ...Object.fromEntries(costs) }
}
