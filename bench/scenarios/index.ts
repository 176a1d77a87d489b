import type { Scenario } from '../scenario.ts'
import { lifecycle } from './lifecycle.ts'

/** In the order in which they run. */
export const SCENARIOS: Scenario[] = [lifecycle]
