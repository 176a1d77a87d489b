import type { Scenario } from '../scenario.ts'
import { backlog } from './backlog.ts'
import { fanout } from './fanout.ts'
import { growth } from './growth.ts'
import { hooks } from './hooks.ts'
import { idle } from './idle.ts'
import { latency } from './latency.ts'
import { lifecycle } from './lifecycle.ts'
import { nodes } from './nodes.ts'
import { single } from './single.ts'
import { storm } from './storm.ts'

/** In the order in which they run. */
export const SCENARIOS: Scenario[] = [lifecycle, single, latency, fanout, idle, backlog, hooks, storm, nodes, growth]
