import { SottoError } from '../errors.ts'
import { partitionOfDevice } from '../ids.ts'
import type { Principal } from '../ports/access.ts'
import type { World } from '../ports/world.ts'
import { evict } from './attach.ts'

/** Asks the node that has the device's channel to close it; the device comes back by itself. @throws SottoError */
export async function closeChannel(
  world: Pick<World, 'places' | 'devices' | 'inbox'>,
  { tenant }: Principal,
  device: string,
): Promise<{ closed: boolean }> {
  const found = await world.devices.get(
    { tenant, partition: partitionOfDevice(device, world.places.partitions) },
    device,
  )
  if (!found) throw new SottoError('NOT_FOUND', { field: 'device_id', detail: device })
  if (!found.online) return { closed: false }
  await evict(world, tenant, device, found, 'CLOSED_BY_OPERATOR')
  return { closed: true }
}
