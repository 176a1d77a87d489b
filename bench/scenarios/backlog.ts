import { runLifecycle } from '../ours/lifecycle.ts'
import { type Backlog, layBacklog } from '../ours/offline-backlog.ts'
import { onStage } from '../ours/stage.ts'
import { type Bench, type Figures, type Scenario, scaled } from '../scenario.ts'
import { LIFECYCLE } from './lifecycle.ts'

const MESSAGES = 1_000_000

export const backlog: Scenario = {
  name: 'backlog',
  what: '1,000,000 messages wait for offline devices: their bytes, and the lifecycle of others beside them',
  chart: 'messagesPerSecond',
  sides: [
    { name: 'with', what: 'with the backlog', turn: withBacklog },
    {
      name: 'without',
      what: 'an empty store',
      turn: (bench) => onStage(bench, devicesOf(bench), (stage) => runLifecycle(bench, stage, LIFECYCLE)),
    },
  ],
  targets: [
    { name: 'bytes a message', of: 'with.bytesPerMessage', atMost: 600 },
    { name: 'of the rate without', of: 'with.messagesPerSecond', to: 'without.messagesPerSecond', atLeast: 0.95 },
  ],
}

const devicesOf = (bench: Bench): number => scaled(bench, LIFECYCLE.devices, 10)

async function withBacklog(bench: Bench): Promise<Figures> {
  let laid: Backlog | undefined
  return await onStage(
    bench,
    devicesOf(bench),
    async (stage) => {
      const figures = await runLifecycle(bench, stage, LIFECYCLE)
      await laid!.verify()
      return { ...figures, bytesPerMessage: laid!.bytesPerMessage }
    },
    {
      async prepare(system) {
        laid = await layBacklog(system, scaled(bench, MESSAGES, 1_000))
      },
    },
  )
}
