import { anyFault, type Fault } from '../fault.ts'
import { betweenSteps } from './between-steps.ts'
import { clockJump } from './clock-jump.ts'
import { diskFull } from './disk-full.ts'
import { failover } from './failover.ts'
import { hostileInput } from './hostile-input.ts'
import { networkCut } from './network-cut.ts'
import { networkWeather } from './network-weather.ts'
import { powerLoss } from './power-loss.ts'
import { reconnectStorm } from './reconnect-storm.ts'
import { rollingRestart } from './rolling-restart.ts'
import { sigkill } from './sigkill.ts'
import { sigstop } from './sigstop.ts'
import { storeFull } from './store-full.ts'

const ALL: readonly Fault[] = [
  anyFault(sigkill),
  anyFault(betweenSteps),
  anyFault(sigstop),
  anyFault(reconnectStorm),
  anyFault(rollingRestart),
  anyFault(networkCut),
  anyFault(networkWeather),
  anyFault(powerLoss),
  anyFault(failover),
  anyFault(storeFull),
  anyFault(diskFull),
  anyFault(clockJump),
  anyFault(hostileInput),
]

/** All faults that a schedule is made of. */
export const FAULTS: readonly Fault[] = ALL.filter(({ missing }) => missing?.() === undefined)

/** Those that can't be done on this machine, and why: a run's figures say nothing of them. */
export const NOT_TRIED: readonly { name: string; why: string }[] = ALL.flatMap(({ name, missing }) => {
  const why = missing?.()
  return why === undefined ? [] : [{ name, why }]
})
