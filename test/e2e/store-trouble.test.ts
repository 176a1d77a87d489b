import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type SottoError } from '../../clients/sdk/index.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { enrollDevice, type Identity, openRaw, type RawDevice } from '../support/raw-device.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

/** Of a refusal: the caller must not be left hanging. */
const ANSWER_MS = 8_000
const RECOVERY_MS = 15_000

describe('a store with trouble in use', () => {
  let redis: TestRedis
  let deployment: Deployment
  let identity: Identity
  let device: RawDevice & { session: string }
  beforeAll(async () => {
    redis = await startRedis()
    deployment = await startDeployment(redis.url, { nodeLeaseSeconds: 2, ackBySeconds: 1, retryBaseMs: 50 })
    identity = await enrollDevice(deployment, 'steady')
    device = await openRaw(deployment, 'grpc', identity)
    await eventually(readiness, (status) => status === 200)
  })
  afterAll(async () => {
    device.close()
    await deployment.close()
    await redis.close()
  })

  const readiness = async (): Promise<number> => (await fetch(`${deployment.http}/readyz`)).status
  const submit = async () =>
    (await callHttp(deployment, 'CommandService/Submit', { action: 'lock', devices: ['steady'] })) as {
      messageIds: string[]
    }
  const refusal = async (): Promise<{ status: number; reason: string; ms: number }> => {
    const since = performance.now()
    try {
      await submit()
      return { status: 200, reason: '', ms: performance.now() - since }
    } catch (error) {
      const { status, answer } = error as { status: number; answer: { reason: string } }
      return { status, reason: answer.reason, ms: performance.now() - since }
    }
  }
  const statusOf = async (messageId: string | undefined): Promise<string> =>
    ((await callHttp(deployment, 'CommandService/GetMessage', { messageId })) as { message: { status: string } })
      .message.status

  /** Submit, deliver, result, status: all that has to come back. */
  async function work(): Promise<string | undefined> {
    await eventually(refusal, ({ status }) => status === 200, RECOVERY_MS)
    const { messageIds } = await submit()
    let delivered = await device.next('deliver')
    while (delivered.messageId !== messageIds[0]) delivered = await device.next('deliver')
    await finish(messageIds[0])
    return messageIds[0]
  }
  async function finish(messageId: string | undefined): Promise<void> {
    device.say('result', [{ messageId, sessionId: device.session, status: 'STATUS_SUCCEEDED' }])
    await eventually(
      () => statusOf(messageId),
      (status) => status === 'STATUS_SUCCEEDED',
    )
  }

  it('[A2] goes down: calls are refused at once, readiness says so, and all comes back by itself', async () => {
    const sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey, retry: { attempts: 1 } })
    const watch = sotto.watch({ start: 'earliest', heartbeatMs: 1_000 })
    const kinds: string[] = []
    const listening = (async () => {
      for await (const event of watch) kinds.push(event.kind)
    })()
    await work()
    await redis.stop()
    const refused = await refusal()
    expect(refused).toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' })
    expect(refused.ms).toBeLessThan(ANSWER_MS)
    const overGrpc = await sotto.submit({ action: 'lock', devices: ['steady'] }).catch((error: SottoError) => error)
    expect(overGrpc).toMatchObject({ code: 'unavailable', reason: 'STORE_UNAVAILABLE' })
    expect(await readiness()).toBe(503)

    await redis.restart()
    await work()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
    // The same channel and the same stream, without a gap: the iterator would have thrown.
    await eventually(
      () => kinds.filter((kind) => kind === 'succeeded').length,
      (count) => count === 2,
    )
    await watch.close()
    await listening
    sotto.close()
  })

  it('[A2] [B5] has lost its replicas: submits are refused with the clear error, messages are read, and all goes on when they are back', async () => {
    const messageId = await work()
    const admin = redis.connect()
    await admin.config('SET', 'min-replicas-to-write', '1')
    const refused = await refusal()
    expect(await statusOf(messageId)).toBe('STATUS_SUCCEEDED')
    const listed = await callHttp(deployment, 'CommandService/ListMessages', { deviceId: 'steady' })
    expect(listed).toMatchObject({ messages: expect.arrayContaining([expect.objectContaining({ messageId })]) })
    await admin.config('SET', 'min-replicas-to-write', '0')
    expect(refused).toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' })
    expect(refused.ms).toBeLessThan(ANSWER_MS)
    await work()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
  })

  it('[A2] freezes: calls are refused in time, and what was under way is found again', async () => {
    process.kill(redis.pid, 'SIGSTOP')
    const refused = await refusal()
    process.kill(redis.pid, 'SIGCONT')
    expect(refused).toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' })
    expect(refused.ms).toBeLessThan(ANSWER_MS)
    await work()
  })

  it('[B1] [M3] is full: submits are refused, work in hand ends, channels stay, and all goes on when there is memory', async () => {
    const { messageIds } = await submit()
    let delivered = await device.next('deliver')
    while (delivered.messageId !== messageIds[0]) delivered = await device.next('deliver')
    const admin = redis.connect()
    await admin.config('SET', 'maxmemory', '1mb')
    expect(await refusal()).toMatchObject({ status: 429, reason: 'STORE_FULL' })

    // Longer than a node's lease: a node that could not renew it would lose its channels, and with them the results.
    const [, fullAt] = await Promise.all([statusOf(messageIds[0]), Promise.resolve(performance.now())])
    await eventually(
      () => performance.now() - fullAt,
      (ms) => ms > 3_000,
    )
    expect(device.heard.some(({ frame }) => frame === 'close')).toBe(false)
    await finish(messageIds[0])
    // A device that comes back is let in, and gets the session that its results need.
    const again = await openRaw(deployment, 'socketio', identity, device.session)
    expect(again.welcome).toMatchObject({ resumed: true })
    await device.closed
    device = again

    await admin.config('SET', 'maxmemory', '0')
    await work()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
  })
})
