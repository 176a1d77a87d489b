import { createSotto } from '../../clients/sdk/index.ts'
import { residentBytesOf, startCpuClock } from '../measure/process-cost.ts'
import { perSecond } from '../measure/statistics.ts'
import { layBacklog } from '../ours/offline-backlog.ts'
import { type Program, startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, type Scenario, scaled } from '../scenario.ts'
import type { ReadAll } from '../subscribers.ts'
import { type System, startSystem } from '../system.ts'
import { NotAsPromised } from '../verify.ts'

const EVENTS = 300_000
const MANY = 20
/** Times that others read the whole log while one is parked. */
const ROUNDS_WHILE_PARKED = 5

export const hooks: Scenario = {
  name: 'hooks',
  what: 'reading 300,000 events from the start: one subscriber, 20 at once, and others while one is parked',
  chart: 'catchUpPerSecond',
  sides: [{ name: 'sotto', what: 'subscribers that count; and one with the SDK, that decodes', turn }],
  targets: [
    { name: 'catch-up, events/s', of: 'sotto.catchUpPerSecond', atLeast: 250_000 },
    { name: 'catch-up with the SDK', of: 'sotto.catchUpSdkPerSecond', shown: true },
    { name: '20 subscribers, events/s', of: 'sotto.manyPerSecond', atLeast: 1_000_000 },
    // An event that is held takes some 200 bytes; what is below this is the collector's own coming and going.
    { name: 'growth while parked, bytes an event', of: 'sotto.parkedBytesPerEvent', atMost: 10 },
  ],
}

async function turn(bench: Bench): Promise<Figures> {
  const system = await startSystem({ code: bench.code })
  const program = startProgram(new URL('../subscribers.ts', import.meta.url))
  try {
    const { messages } = await layBacklog(system, scaled(bench, EVENTS, 1_000))
    const all = { address: system.gateways[0]!.grpc, key: system.key, events: messages }
    const read = (subscribers: number) => program.ask<number>('read', { ...all, subscribers } satisfies ReadAll)
    await read(1)
    const cpu = startCpuClock({ gateway: system.pids.gateway })
    const oneMs = await read(1)
    const gatewayCpuUs = cpu.spentUs().gateway! / messages
    const sdkMs = await readWithSdk(system, messages)
    const manyMs = await read(MANY)
    return {
      catchUpPerSecond: perSecond(messages, oneMs),
      gatewayCpuUs,
      catchUpSdkPerSecond: perSecond(messages, sdkMs),
      manyPerSecond: perSecond(messages * MANY, manyMs),
      parkedBytesPerEvent: await parkedGrowth(system, program, all),
    }
  } finally {
    await program.stop()
    await system.close()
  }
}

async function readWithSdk({ gateways, key }: System, events: number): Promise<number> {
  const sotto = createSotto({ address: gateways[0]!.grpc, key })
  const watch = sotto.watch({ start: 'earliest' })
  const startedAt = performance.now()
  let seen = 0
  try {
    for await (const item of watch.batches()) {
      if (item.type === 'gap') throw new NotAsPromised(`a gap: ${JSON.stringify(item)}`)
      seen += item.events.length
      if (seen >= events) break
    }
    if (seen !== events) throw new NotAsPromised(`${seen} events, but ${events} were stored`)
    return performance.now() - startedAt
  } finally {
    sotto.close()
  }
}

/** After a round for warmth: the gateway's growth over the rounds that follow, for each event that others read. */
async function parkedGrowth(system: System, program: Program, all: Omit<ReadAll, 'subscribers'>): Promise<number> {
  const gateway = system.pids.gateway[0]!
  await program.ask('park', all)
  await program.ask('read', { ...all, subscribers: 2 })
  const before = residentBytesOf(gateway)
  for (let round = 0; round < ROUNDS_WHILE_PARKED; round++) await program.ask('read', { ...all, subscribers: 2 })
  return Math.max(0, residentBytesOf(gateway) - before) / (ROUNDS_WHILE_PARKED * 2 * all.events)
}
