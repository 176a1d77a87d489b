import { runLifecycle, submitAll } from '../ours/lifecycle.ts'
import { layBacklog } from '../ours/offline-backlog.ts'
import { onStage, type Stage, type StageOptions } from '../ours/stage.ts'
import { startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, type Scenario, type Side, scaled } from '../scenario.ts'
import type { ReadAll } from '../subscribers.ts'
import { LIFECYCLE } from './lifecycle.ts'

/** Of each side; less than `lifecycle`, since there are many of them. */
const MESSAGES = 30_000

type Change = {
  devices?: number
  options?: (bench: Bench) => StageOptions
  /** Before the clock starts, with the devices there. */
  before?: (bench: Bench, stage: Stage) => Promise<void>
  /** Beside the subscriber that every side has. */
  subscribers?: number
}

/** How the cost of a message grows with one thing, all else being as in `lifecycle`; the first side is the measure. */
export const growth: Scenario = {
  name: 'growth',
  what: 'the cost of a message (CPU of all server processes) with more of one thing: devices, backlog, history, partitions, subscribers',
  chart: 'serverCpuUs',
  sides: [
    side('base', '2,000 devices, 4 partitions, an empty store, one subscriber', {}),
    side('devices-250', '250 devices', { devices: 250 }),
    side('devices-8k', '8,000 devices', { devices: 8_000 }),
    side('backlog-200k', '200,000 messages wait for offline devices', {
      options: (bench) => ({
        async prepare(system) {
          await layBacklog(system, scaled(bench, 200_000, 1_000))
        },
      }),
    }),
    side('history-200k', '200,000 messages have ended before', { before: layHistory }),
    side('partitions-1', 'one partition', { options: () => ({ settings: { partitions: 1 } }) }),
    side('partitions-16', '16 partitions', { options: () => ({ settings: { partitions: 16 } }) }),
    side('subscribers-5', 'five subscribers', { subscribers: 4 }),
    side('subscribers-20', 'twenty subscribers', { subscribers: 19 }),
  ],
  targets: [
    'devices-250',
    'devices-8k',
    'backlog-200k',
    'history-200k',
    'partitions-1',
    'partitions-16',
    'subscribers-5',
    'subscribers-20',
  ].map((name) => ({ name: `${name}, of base`, of: `${name}.serverCpuUs`, to: 'base.serverCpuUs', shown: true })),
}

function side(
  name: string,
  what: string,
  { devices = LIFECYCLE.devices, options, before, subscribers = 0 }: Change,
): Side {
  const turn = (bench: Bench): Promise<Figures> =>
    onStage(
      bench,
      scaled(bench, devices, 10),
      async (stage) => {
        await before?.(bench, stage)
        const load = { ...LIFECYCLE, devices, messages: MESSAGES }
        const figures = await withSubscribers(stage, subscribers, () => runLifecycle(bench, stage, load))
        const serverCpuUs = figures.gatewayCpuUs! + figures.workerCpuUs! + figures.redisCpuUs!
        return { ...figures, serverCpuUs }
      },
      options?.(bench),
    )
  return { name, what, turn }
}

async function layHistory(bench: Bench, { application, fleet }: Stage): Promise<void> {
  const load = { ...LIFECYCLE, messages: scaled(bench, 200_000, 1_000) }
  await submitAll(application, fleet.names, { ...load, perSubmit: Math.min(load.perSubmit, fleet.names.length) })
  await application.allSeen(120_000)
}

async function withSubscribers({ system }: Stage, count: number, run: () => Promise<Figures>): Promise<Figures> {
  if (count === 0) return await run()
  const program = startProgram(new URL('../subscribers.ts', import.meta.url))
  try {
    const all: ReadAll = { address: system.gateways[0]!.grpc, key: system.key, subscribers: count, events: 0 }
    await program.ask('follow', all)
    return await run()
  } finally {
    await program.stop()
  }
}
