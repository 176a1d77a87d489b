import { describe, expect, it } from 'vitest'
import { partitionOfDevice } from '../../core/ids.ts'
import type { Store } from '../../store/open.ts'
import { startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
const NODE = { nodeId: 'n1' }

/** A channel that the store has for live on the node, and that no process holds: as a crash leaves it. */
async function leaveBehind({ devices, places }: Store, device: string, node = NODE.nodeId) {
  const place = { tenant: 'default', partition: partitionOfDevice(device, places.partitions) }
  await devices.enroll(place, device, new Uint8Array(32).fill(7), {})
  await devices.open(place, {
    ...{ device, epoch: 1, node, wire: 'grpc', presented: '', freshSession: 's1', agent: '', actions: [] },
  })
  return async () => (await devices.get(place, device))?.online
}

describe('a node with a name of its own', () => {
  it('[S6] that comes back after a crash has none of the channels of the life before', async () => {
    const crashed = await startDeployment(redis.url, NODE)
    const isOnline = await leaveBehind(crashed.store, 'before-the-crash')
    expect(await isOnline()).toBe(true)
    const again = await startDeployment(redis.url, NODE)
    expect(await isOnline()).toBe(false)
    await again.close()
    await crashed.close()
  })

  it('[S6] that ends leaves no device online, also when the end of a channel could not be written', async () => {
    const ending = await startDeployment(redis.url, NODE)
    const other = await startDeployment(redis.url)
    await leaveBehind(ending.store, 'unwritten')
    await ending.close()
    const place = { tenant: 'default', partition: partitionOfDevice('unwritten', other.store.places.partitions) }
    expect((await other.store.devices.get(place, 'unwritten'))?.online).toBe(false)
    await other.close()
  })

  it('[S6] that was taken for dead while it was frozen, and opens channels between waking and dying, leaves no device online', async () => {
    const other = await startDeployment(redis.url, { ...NODE, nodeLeaseSeconds: 2 })
    const isOnline = await leaveBehind(other.store, 'of-the-living')
    // No lease, as a worker has taken it away; and no beat follows.
    const isWokenOnline = await leaveBehind(other.store, 'of-the-woken', 'woken')
    expect(await isWokenOnline()).toBe(true)
    await eventually(isWokenOnline, (online) => online === false)
    expect(await isOnline()).toBe(true)
    await other.close()
  })
})
