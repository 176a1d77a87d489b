import type { Accepted, Draft } from '../../core/command.ts'
import type { Status } from '../../core/message.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { World } from '../../core/ports/world.ts'

/** The verbs of core/flow that the services call, as one thing: the composition root gives the real ones. */
export type Flows = {
  submit(world: World, principal: Principal, draft: Draft): Promise<Accepted>
  cancel(
    world: World,
    principal: Principal,
    which: { commandId?: string; messageId?: string },
  ): Promise<{ canceled: number; asked: number; unchanged: number }>
  explain(world: World, principal: Principal, messageId: string): Promise<Explanation>
  enroll(
    world: World,
    request: { tokenSha256: string; publicKey: Uint8Array; deviceId: string; labels: Record<string, string> },
  ): Promise<{ tenant: string; deviceId: string; epoch: number }>
  revoke(world: World, principal: Principal, deviceId: string): Promise<{ removed: number }>
}

export type Explanation = {
  messageId: string
  status: Status
  sentence: string
  cause: string
  nextAt: number
  deliverByAt: number
  heldBy: string
  deviceLastSeenAt: number
  deviceOnline: boolean
}
