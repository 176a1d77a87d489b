import { runLifecycle } from '../ours/lifecycle.ts'
import { onStage } from '../ours/stage.ts'
import { type Bench, type Figures, type Scenario, scaled } from '../scenario.ts'

const PER_NODE = 15_000
const LOAD = { messages: 100_000, perSubmit: 1_000, submitsAtATime: 4 }

export const nodes: Scenario = {
  name: 'nodes',
  what: 'the lifecycle over four gateways with 15,000 devices each, and over one',
  chart: 'serverCpuUs',
  sides: [
    { name: 'four', what: '60,000 devices on four gateways', turn: (bench) => turn(bench, 4) },
    { name: 'one', what: '15,000 devices on one gateway', turn: (bench) => turn(bench, 1) },
    {
      name: 'quarter',
      what: '15,000 devices on one gateway, each with as many messages as one of the 60,000 has',
      turn: (bench) => turn(bench, 1, LOAD.messages / 4),
    },
  ],
  targets: [
    { name: 'cost of a message, of one node’s', of: 'four.serverCpuUs', to: 'one.serverCpuUs', atMost: 1.2 },
    { name: 'of one node’s with as many for a device', of: 'four.serverCpuUs', to: 'quarter.serverCpuUs', shown: true },
  ],
}

/** The cost of a message is the CPU of all server processes: on a machine of few cores its rate says nothing. */
async function turn(bench: Bench, gateways: number, messages = LOAD.messages): Promise<Figures> {
  const devices = scaled(bench, PER_NODE, 50) * gateways
  return await onStage(
    bench,
    devices,
    async (stage) => {
      const figures = await runLifecycle(bench, stage, { ...LOAD, messages, devices })
      const serverCpuUs = figures.gatewayCpuUs! + figures.workerCpuUs! + figures.redisCpuUs!
      return { ...figures, serverCpuUs }
    },
    { gateways },
  )
}
