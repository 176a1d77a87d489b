import { sottoFanout } from '../ours/fanout.ts'
import type { Scenario } from '../scenario.ts'

export const FANOUT = { devices: 15_000 }

export const fanout: Scenario = {
  name: 'fanout',
  what: 'one command to 15,000 connected devices, until the last result event',
  chart: 'lastResultMs',
  sides: [{ name: 'sotto', what: 'a fleet of all devices', turn: (bench) => sottoFanout(bench, FANOUT) }],
  targets: [{ name: 'until the last result, ms', of: 'sotto.lastResultMs', atMost: 1_500 }],
}
