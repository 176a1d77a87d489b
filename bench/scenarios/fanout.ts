import { deadlineMs } from '../ours/lifecycle.ts'
import { onStage, type Stage } from '../ours/stage.ts'
import { type Figures, type Scenario, scaled } from '../scenario.ts'

const DEVICES = 15_000

export const fanout: Scenario = {
  name: 'fanout',
  what: 'one command to 15,000 connected devices, until the last result event',
  chart: 'lastResultMs',
  sides: [
    { name: 'sotto', what: 'a fleet of all devices', turn: (bench) => onStage(bench, scaled(bench, DEVICES, 10), run) },
  ],
  targets: [{ name: 'until the last result, ms', of: 'sotto.lastResultMs', atMost: 1_500 }],
}

async function run({ application, fleet }: Stage): Promise<Figures> {
  const command = async (round: number): Promise<Figures> => {
    const startedAt = performance.now()
    await application.submit({ action: 'ping', params: { round }, fleet: {} })
    const answeredMs = performance.now() - startedAt
    await application.allSeen(deadlineMs(fleet.names.length))
    return { answeredMs, lastResultMs: performance.now() - startedAt }
  }
  await command(0)
  return await command(1)
}
