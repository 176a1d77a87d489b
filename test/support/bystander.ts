import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect } from 'vitest'
import { callHttp } from './call-http.ts'
import { type Deployment, startDeployment } from './deployment.ts'
import { enrollDevice, openRaw } from './raw-device.ts'
import { fromTheHook, type TestRedis, withRedis } from './redis.ts'

export const sha256 = (text: unknown): string => createHash('sha256').update(String(text)).digest('hex')

/** A well-behaved device on the node that is attacked. */
export type Bystander = {
  /** The node still carries a message through, and nothing happened in its process that nobody foresaw. */
  expectUnharmed(): Promise<void>
  close(): void
}

/** A deployment with a store of its own for the tests of this file, and a bystander on it. */
export function withBystander(): { redis: TestRedis; deployment: Deployment; bystander: Bystander } {
  const redis = withRedis()
  let deployment: Deployment | undefined
  let bystander: Bystander | undefined
  beforeAll(async () => {
    deployment = await startDeployment(redis.url)
    bystander = await openBystander(deployment)
  })
  afterAll(async () => {
    bystander?.close()
    await deployment?.close()
  })
  return { redis, deployment: fromTheHook(() => deployment), bystander: fromTheHook(() => bystander) }
}

export async function openBystander(deployment: Deployment, deviceId = 'bystander'): Promise<Bystander> {
  const unforeseen: unknown[] = []
  const note = (problem: unknown): void => void unforeseen.push(problem)
  process.on('uncaughtExceptionMonitor', note)
  const device = await openRaw(deployment, 'socketio', await enrollDevice(deployment, deviceId))
  return {
    async expectUnharmed() {
      const messageId = await submitTo(deployment, deviceId)
      const { content } = await device.next('deliver')
      const result = {
        messageId,
        sessionId: device.session,
        status: 'STATUS_SUCCEEDED',
        contentSha256: sha256(content),
      }
      device.say('result', [result])
      expect(await device.next('accepted')).toMatchObject({ results: [messageId] })
      expect(unforeseen).toEqual([])
    },
    close() {
      device.close()
      process.off('uncaughtExceptionMonitor', note)
    },
  }
}

/** A message that no clock of its own ends while a test runs. */
export async function submitTo(deployment: Deployment, deviceId: string, given: object = {}): Promise<string> {
  const { messageIds } = (await callHttp(deployment, 'CommandService/Submit', {
    ...{ action: 'lock', devices: [deviceId], clocks: { ackBySeconds: 300, deliverBySeconds: 3_600 } },
    ...given,
  })) as { messageIds: string[] }
  return String(messageIds[0])
}

/** As GetMessage has it: STATUS_SENT. */
export async function statusOf(deployment: Deployment, messageId: string): Promise<string> {
  const { message } = (await callHttp(deployment, 'CommandService/GetMessage', { messageId })) as {
    message: { status: string }
  }
  return message.status
}
