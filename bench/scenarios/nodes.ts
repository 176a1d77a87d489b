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
  ],
  targets: [{ name: 'cost of a message, of one node’s', of: 'four.serverCpuUs', to: 'one.serverCpuUs', atMost: 1.2 }],
}

/** The cost of a message is the CPU of all server processes: on a machine of few cores its rate says nothing. */
async function turn(bench: Bench, gateways: number): Promise<Figures> {
  const devices = scaled(bench, PER_NODE, 50) * gateways
  return await onStage(
    bench,
    devices,
    async (stage) => {
      const figures = await runLifecycle(bench, stage, { ...LOAD, devices })
      const serverCpuUs = figures.gatewayCpuUs! + figures.workerCpuUs! + figures.redisCpuUs!
      return { ...figures, serverCpuUs }
    },
    { gateways },
  )
}
