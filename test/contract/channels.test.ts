import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { enrollDevice, openRaw } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'
import { channelContract } from './channel-contract.ts'

const redis = withRedis()
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment(redis.url, { nodeId: 'node-1', nodeLeaseSeconds: 2 })
})
afterAll(() => deployment.close())

channelContract('one server', () => deployment)

it('[S6] [S7] a node that was taken for dead sends its devices back to open their channels again', async () => {
  const identity = await enrollDevice(deployment, 'of-a-dead-node')
  const device = await openRaw(deployment, 'socketio', identity)
  await deployment.store.nodes.leave('node-1')
  expect(await device.next('close')).toMatchObject({ reason: 'CHANNEL_LOST', reconnect: true })
  const again = await openRaw(deployment, 'socketio', identity, device.session)
  expect(again.welcome).toMatchObject({ resumed: true })
  again.close()
})
