import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { enrollDevice, openRaw, type WireName } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'
import { channelContract } from './channel-contract.ts'

const redis = withRedis()
let api: Deployment
let door: Deployment
beforeAll(async () => {
  api = await startDeployment(redis.url)
  door = await startDeployment(redis.url)
})
afterAll(async () => {
  await door.close()
  await api.close()
})

channelContract(
  'of a node that is not called',
  () => api,
  () => door,
)

describe('two nodes', () => {
  const over: [WireName, WireName][] = [
    ['socketio', 'grpc'],
    ['grpc', 'socketio'],
  ]
  it.each(over)('[S3] a newer channel on the other node replaces the older: %s, then %s', async (first, second) => {
    const identity = await enrollDevice(api, `moves-from-${first}`)
    const older = await openRaw(door, first, identity)
    const newer = await openRaw(api, second, identity, older.session)
    expect(newer.welcome).toMatchObject({ resumed: true, sessionId: older.session })
    expect(await older.next('close')).toMatchObject({ code: 4100, reason: 'REPLACED', reconnect: false })
    await older.closed

    const { messageIds } = (await callHttp(api, 'CommandService/Submit', {
      action: 'lock',
      devices: [identity.deviceId],
    })) as { messageIds: string[] }
    expect(await newer.next('deliver')).toMatchObject({ messageId: messageIds[0] })
    expect(older.heard.some(({ frame }) => frame === 'deliver')).toBe(false)
    newer.close()
  })

  it('[S3] [M4] a result that is said while the channel moves to the other node counts once', async () => {
    const identity = await enrollDevice(api, 'speaks-late')
    const older = await openRaw(door, 'grpc', identity)
    const { messageIds } = (await callHttp(api, 'CommandService/Submit', {
      action: 'lock',
      devices: [identity.deviceId],
    })) as { messageIds: string[] }
    await older.next('deliver')
    // Both at once: whichever is first at the store, the result counts once, and the newer channel hears the truth.
    const opening = openRaw(api, 'socketio', identity, older.session)
    older.say('result', [{ messageId: messageIds[0], sessionId: older.session, status: 'STATUS_SUCCEEDED' }])
    const newer = await opening
    await older.closed
    const again = { messageId: messageIds[0], sessionId: newer.session, status: 'STATUS_SUCCEEDED' }
    newer.say('result', [again])
    expect(await newer.next('accepted')).toMatchObject({ results: messageIds })
    newer.close()
  })

  it('[A4] a key that is made at one node opens the other', async () => {
    expect(door.adminKey).toBe('')
    const who = (await callHttp(door, 'AccessService/WhoAmI', {}, api.adminKey)) as { application: string }
    expect(who.application).toBe('admin')
  })
})
