import { partitionOfDevice } from '../ids.ts'
import type { Devices, OpenAnswer } from '../ports/devices.ts'
import type { Place } from '../ports/messages.ts'
import type { World } from '../ports/world.ts'

type Attachment = { tenant: string } & Parameters<Devices['open']>[1]

/** Binds a channel to its device and session [S2]; the older channel is closed wherever it is [S3]; what waits is sent. */
export async function attach(
  world: Pick<World, 'places' | 'devices' | 'inbox' | 'work'>,
  { tenant, ...channel }: Attachment,
): Promise<OpenAnswer> {
  const place: Place = { tenant, partition: partitionOfDevice(channel.device, world.places.partitions) }
  const answer = await world.devices.open(place, channel)
  if ('refused' in answer) return answer
  if (answer.kick > 0) world.work.kick(place, answer.kick)
  await evict(world, tenant, channel.device, answer.evicted, 'REPLACED')
  return answer
}

/** Asks the node of a channel that is not live any more to close it. */
export async function evict(
  { inbox }: Pick<World, 'inbox'>,
  tenant: string,
  device: string,
  evicted: { node: string; channel: number } | undefined,
  reason: 'REPLACED' | 'REVOKED' | 'STALE_EPOCH' | 'CLOSED_BY_OPERATOR',
): Promise<void> {
  if (evicted) await inbox.send(evicted.node, [{ kind: 'close', tenant, device, channel: evicted.channel, reason }])
}
