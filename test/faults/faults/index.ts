import { anyFault, type Fault } from '../fault.ts'
import { betweenSteps } from './between-steps.ts'
import { reconnectStorm } from './reconnect-storm.ts'
import { rollingRestart } from './rolling-restart.ts'
import { sigkill } from './sigkill.ts'
import { sigstop } from './sigstop.ts'

/** All faults that a schedule is made of. */
export const FAULTS: readonly Fault[] = [
  anyFault(sigkill),
  anyFault(betweenSteps),
  anyFault(sigstop),
  anyFault(reconnectStorm),
  anyFault(rollingRestart),
]
