import type { Config } from '../config.ts'
import type { Access, Actions, Audit } from './access.ts'
import type { Chance, Clock, Digest } from './clock.ts'
import type { Devices, Nodes } from './devices.ts'
import type { HookLog } from './hook-log.ts'
import type { Inbox } from './inbox.ts'
import type { Messages } from './messages.ts'
import type { Operators } from './operators.ts'
import type { Places } from './places.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Traces } from './traces.ts'
import type { Wakes } from './wakes.ts'
import type { Work } from './work.ts'

/** All that the flow needs of the world. A composition root makes one; a flow names the parts that it uses. */
export type World = {
  config: Config
  clock: Clock
  chance: Chance
  digest: Digest
  places: Places
  messages: Messages
  devices: Devices
  nodes: Nodes
  inbox: Inbox
  work: Work
  wakes: Wakes
  hookLog: HookLog
  subscriptions: Subscriptions
  access: Access
  actions: Actions
  audit: Audit
  operators: Operators
  /** [A6] Absent: nobody traces. */
  traces?: Traces
}
