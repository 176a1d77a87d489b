import { anyFault, type Fault } from '../fault.ts'
import { sigkill } from './sigkill.ts'

/** All faults that a schedule is made of. */
export const FAULTS: readonly Fault[] = [anyFault(sigkill)]
