import { BATCH_ITEMS_MAX } from '../limits.ts'
import type { Frames } from '../ports/frames.ts'
import type { Parcel } from '../ports/inbox.ts'
import type { Claim, Place } from '../ports/messages.ts'
import type { World } from '../ports/world.ts'
import { compose } from './compose.ts'

type Parts = Pick<World, 'messages' | 'inbox'> & { frames: Frames }

/**
 * Takes what a place has to send and puts it into the inboxes of the nodes that have the channels, until nothing waits. A
 * parcel that is lost on its way is sent again after ack_by, so nothing here is waited for.
 */
export async function dispatch(world: Parts, place: Place): Promise<number> {
  let sent = 0
  while (true) {
    const claim = await world.messages.claim(place, BATCH_ITEMS_MAX)
    sent += claim.messages.length
    await Promise.all([
      ...[...parcelsByNode(place, claim, world.frames)].map(([node, parcels]) => world.inbox.send(node, parcels)),
      ...claim.canaries.map((token) => world.messages.canarySeen(place, token)),
    ])
    if (!claim.more) return sent
  }
}

function parcelsByNode({ tenant }: Place, claim: Claim, frames: Frames): Map<string, Parcel[]> {
  const byNode = new Map<string, Parcel[]>()
  const open = new Map<string, Uint8Array[]>()
  const add = (kind: 'deliver' | 'cancel', node: string, device: string, channel: number, item: Uint8Array): void => {
    const name = `${kind} ${node} ${device}`
    const items = open.get(name)
    if (items) {
      items.push(item)
      return
    }
    const fresh = [item]
    open.set(name, fresh)
    const parcel: Parcel = { kind, tenant, device, channel, items: fresh }
    const parcels = byNode.get(node)
    if (parcels) parcels.push(parcel)
    else byNode.set(node, [parcel])
  }
  for (const claimed of claim.messages)
    add('deliver', claimed.node, claimed.device, claimed.channel, frames.deliver(claimed.wire, compose(claimed)))
  for (const { node, device, channel, wire, messageId } of claim.cancels)
    add('cancel', node, device, channel, frames.cancel(wire, messageId))
  return byNode
}
