import { SottoError } from '../errors.ts'
import { partitionOfDevice } from '../ids.ts'
import type { Principal } from '../ports/access.ts'
import type { World } from '../ports/world.ts'
import { evict } from './attach.ts'

/** Ends a device's credential, its channel and what is open for it. @throws SottoError */
export async function revoke(
  world: Pick<World, 'places' | 'devices' | 'inbox'>,
  { tenant }: Principal,
  device: string,
): Promise<{ removed: number }> {
  const place = { tenant, partition: partitionOfDevice(device, world.places.partitions) }
  const { known, removed, evicted } = await world.devices.revoke(place, device)
  if (!known) throw new SottoError('NOT_FOUND', { field: 'device_id', detail: 'no such device' })
  await evict(world, tenant, device, evicted, 'REVOKED')
  return { removed }
}
