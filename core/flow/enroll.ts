import { SottoError } from '../errors.ts'
import { DEVICE_ID, partitionOfDevice } from '../ids.ts'
import type { World } from '../ports/world.ts'
import { evict } from './attach.ts'
import { checkLabels } from './check-draft.ts'

const PUBLIC_KEY_BYTES = 32

type Request = { tokenSha256: string; publicKey: Uint8Array; deviceId: string; labels: Record<string, string> }

/** [A4, S5] Spends a token and keeps the device's public key. The same again gives the same answer. @throws SottoError */
export async function enroll(
  world: Pick<World, 'places' | 'devices' | 'inbox'>,
  request: Request,
): Promise<{ tenant: string; deviceId: string; epoch: number }> {
  const { tokenSha256, publicKey, deviceId, labels } = request
  if (publicKey.length !== PUBLIC_KEY_BYTES)
    throw new SottoError('INVALID_FIELD', {
      field: 'public_key',
      detail: 'it must be the 32 raw bytes of an Ed25519 public key',
    })
  if (deviceId !== '' && !DEVICE_ID.test(deviceId))
    throw new SottoError('INVALID_FIELD', {
      field: 'device_id',
      detail: 'it must be a letter or digit, then letters, digits and . _ : -, at most 128',
    })
  checkLabels('labels', labels)
  const token = await world.devices.spendToken(tokenSha256, { device: deviceId, publicKey })
  if (!token) throw new SottoError('BAD_TOKEN', { field: 'token' })
  const device = token.device || deviceId
  if (device === '')
    throw new SottoError('INVALID_FIELD', {
      field: 'device_id',
      detail: 'it must be given, because the token names none',
    })
  const place = { tenant: token.tenant, partition: partitionOfDevice(device, world.places.partitions) }
  const { epoch, evicted } = await world.devices.enroll(place, device, publicKey, { ...labels, ...token.labels })
  await evict(world, token.tenant, device, evicted, 'STALE_EPOCH')
  return { tenant: token.tenant, deviceId: device, epoch }
}
