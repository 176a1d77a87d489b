import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { credentials, Metadata } from '@grpc/grpc-js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { sotto } from '../../proto/index.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { dialRaw, enrollDevice, type Identity, openRaw, WIRES } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

const RUNS = Number(process.env.SOTTO_FUZZ_RUNS ?? 150)
const NAMES = ['alpha', 'beta', 'gamma'] as const
type Name = (typeof NAMES)[number]

/** What a tenant has, and its names. */
type Tenant = {
  name: Name
  key: string
  identity: Identity
  same: Identity
  deviceId: string
  commandId: string
  messageId: string
  action: string
  keyId: string
  subscription: string
  cursor: string
}

const redis = withRedis()
let deployment: Deployment
let systemKey: string
let tenants: Record<Name, Tenant>

const as = (key: string): Deployment => ({ ...deployment, adminKey: key })

async function settle(name: Name): Promise<Tenant> {
  const { secret: key } = (await callHttp(as(systemKey), 'AccessService/CreateTenant', { tenant: name })) as {
    secret: string
  }
  const call = async <T>(method: string, body: object) => (await callHttp(as(key), method, body)) as T
  const identity = await enrollDevice(as(key), `${name}-device`)
  const same = await enrollDevice(as(key), 'same-name')
  const action = `${name}-lock`
  await call('FleetService/PutAction', { action: { name: action } })
  const made = await call<{ key: { keyId: string } }>('AccessService/CreateKey', {
    ...{ application: 'shop', scopes: ['commands:read'] },
  })
  const { commandId, messageIds } = await call<{ commandId: string; messageIds: string[] }>('CommandService/Submit', {
    ...{ action, devices: [identity.deviceId, same.deviceId] },
  })
  const { cursor } = await call<{ cursor: string }>('HookService/Fetch', { start: { earliest: true } })
  const subscription = `${name}-feed`
  const stream = subscribe(key, subscription)
  await until(() => stream.isOpen)
  stream.close()
  return {
    ...{ name, key, identity, same, deviceId: identity.deviceId, commandId, messageId: String(messageIds[0]), action },
    ...{ keyId: made.key.keyId, subscription, cursor },
  }
}

beforeAll(async () => {
  deployment = await startDeployment(redis.url, { requestsPerSecond: 100_000 })
  systemKey = readFileSync(join(deployment.dataFolder, 'system.key'), 'utf8').trim()
  tenants = Object.fromEntries(
    await Promise.all(NAMES.map(async (name) => [name, await settle(name)])),
  ) as typeof tenants
})
afterAll(() => deployment.close())

function subscribe(key: string, subscription = '') {
  const client = new sotto.HookService(deployment.grpc, credentials.createInsecure())
  const metadata = new Metadata()
  metadata.set('authorization', `Bearer ${key}`)
  const stream = client.Subscribe(metadata)
  const devices: string[] = []
  let isOpen = false
  stream.on('data', ({ opened, events }: SubscribeResponse__Output) => {
    if (opened) isOpen = true
    for (const block of events?.events ?? []) devices.push(block.deviceId)
  })
  stream.on('error', () => undefined)
  stream.write({
    open: { subscription, start: { earliest: true }, grant: { totalEvents: 10_000, totalBytes: 10_000_000 } },
  })
  return {
    devices,
    get isOpen() {
      return isOpen
    },
    close() {
      stream.cancel()
      client.close()
    },
  }
}

/** Every call that takes an identifier, and what it says of one that is not there. */
const CALLS: Record<string, (of: Tenant) => object> = {
  'CommandService/GetMessage': ({ messageId }) => ({ messageId }),
  'CommandService/GetCommand': ({ commandId }) => ({ commandId }),
  'CommandService/Explain': ({ messageId }) => ({ messageId }),
  'CommandService/Cancel': ({ messageId }) => ({ messageId }),
  'CommandService/Cancel ': ({ commandId }) => ({ commandId }),
  'CommandService/ListMessages': ({ commandId }) => ({ commandId }),
  'CommandService/ListMessages ': ({ deviceId }) => ({ deviceId }),
  'FleetService/GetDevice': ({ deviceId }) => ({ deviceId }),
  'FleetService/RevokeDevice': ({ deviceId }) => ({ deviceId }),
  'FleetService/DeleteAction': ({ action }) => ({ name: action }),
  'AccessService/RevokeKey': ({ keyId }) => ({ keyId }),
  'HookService/DeleteSubscription': ({ subscription }) => ({ subscription }),
  'HookService/Seek': ({ subscription }) => ({ subscription, start: { earliest: true } }),
}
/** As long and of the same form as one that is there. */
const madeUp = (id: string): string => `${id.slice(0, -4)}xxxx`

type Refused = { status: number; answer: { reason: string; message: string; code: string } }

async function refusalOf(key: string, method: string, body: object): Promise<Refused> {
  try {
    const answer = await callHttp(deployment, method.trim(), body, key)
    throw new Error(`${method} was answered: ${JSON.stringify(answer)}`)
  } catch (error) {
    if (!(error as Refused).answer) throw error
    return error as Refused
  }
}

const pair = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 2 }) as fc.Arbitrary<[Name, Name]>

describe('tenants', () => {
  it('[A3] whatever is of another tenant is NOT_FOUND, and looks as what was never there', async () => {
    await fc.assert(
      fc.asyncProperty(pair, fc.constantFrom(...Object.keys(CALLS)), async ([caller, owner], method) => {
        const request = (CALLS[method] as (of: Tenant) => object)(tenants[owner])
        const [[field, id]] = Object.entries(request) as [[string, string]]
        const foreign = await refusalOf(tenants[caller].key, method, request)
        expect(foreign).toMatchObject({ status: 404, answer: { reason: 'NOT_FOUND', code: 'not_found' } })
        const unknown = await refusalOf(tenants[caller].key, method, { ...request, [field]: madeUp(id) })
        expect(unknown.answer.reason).toBe('NOT_FOUND')
        expect(foreign.answer.message.replaceAll(id, '')).toBe(unknown.answer.message.replaceAll(madeUp(id), ''))
      }),
      { numRuns: RUNS },
    )
    for (const { key, ...own } of Object.values(tenants)) {
      const { messageId } = own
      const { message } = (await callHttp(deployment, 'CommandService/GetMessage', { messageId }, key)) as {
        message: { status: string }
      }
      expect(message.status).toBe('STATUS_QUEUED')
      const { device } = (await callHttp(deployment, 'FleetService/GetDevice', { deviceId: own.deviceId }, key)) as {
        device: { revoked?: boolean }
      }
      expect(device.revoked).not.toBe(true)
      const { subscriptions } = (await callHttp(deployment, 'HookService/ListSubscriptions', {}, key)) as {
        subscriptions: { name: string }[]
      }
      expect(subscriptions.map(({ name }) => name)).toEqual([own.subscription])
      const { keys } = (await callHttp(deployment, 'AccessService/ListKeys', {}, key)) as {
        keys: { revoked?: boolean }[]
      }
      expect(keys.filter(({ revoked }) => revoked)).toEqual([])
      expect(await callHttp(deployment, 'FleetService/ListActions', {}, key)).toMatchObject({
        actions: [{ name: own.action }],
      })
    }
  })

  it("[A3] devices of another tenant can not be commanded, also not by one's own action", async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([caller, owner]) => {
        const { key, action } = tenants[caller]
        const request = { action, devices: [tenants[caller].deviceId, tenants[owner].deviceId] }
        expect(await refusalOf(key, 'CommandService/Submit', request)).toMatchObject({
          answer: { reason: 'UNKNOWN_DEVICE', field: 'devices[1]' },
        })
      }),
      { numRuns: 10 },
    )
  })

  it('[A3] [A5] lists, pages and streams have what is of the tenant, whatever is asked for', async () => {
    const streams = NAMES.map((name) => ({ name, stream: subscribe(tenants[name].key) }))
    await fc.assert(
      fc.asyncProperty(pair, fc.boolean(), async ([caller, owner], withFilter) => {
        const { key, deviceId } = tenants[caller]
        const devices = withFilter ? [tenants[owner].deviceId, 'same-name'] : []
        const { events = [] } = (await callHttp(
          deployment,
          'HookService/Fetch',
          { start: { earliest: true }, filter: { devices, applications: [] }, maxEvents: 1_000 },
          key,
        )) as { events?: { deviceId: string; commandId: string }[] }
        const commands = new Set(events.map(({ commandId }) => commandId))
        expect([...commands]).toEqual([tenants[caller].commandId])
        expect(new Set(events.map((event) => event.deviceId))).toEqual(
          new Set(withFilter ? ['same-name'] : [deviceId, 'same-name']),
        )
        const { devices: listed } = (await callHttp(deployment, 'FleetService/ListDevices', {}, key)) as {
          devices: { deviceId: string }[]
        }
        expect(listed.map((device) => device.deviceId).sort()).toEqual([deviceId, 'same-name'].sort())
        const { messages } = (await callHttp(deployment, 'CommandService/ListMessages', {}, key)) as {
          messages: { commandId: string }[]
        }
        expect(new Set(messages.map(({ commandId }) => commandId))).toEqual(new Set([tenants[caller].commandId]))
        const foreignCursor = { start: { cursor: tenants[owner].cursor } }
        expect((await refusalOf(key, 'HookService/Fetch', foreignCursor)).answer.reason).toBe('BAD_CURSOR')
      }),
      { numRuns: 20 },
    )
    for (const { name, stream } of streams) {
      await until(() => stream.devices.length >= 2)
      stream.close()
      expect(new Set(stream.devices)).toEqual(new Set([tenants[name].deviceId, 'same-name']))
    }
  })

  it.each(WIRES)('[A3] [S1] a device is of its tenant, though another has one of the same name: %s', async (wire) => {
    const { alpha, beta } = tenants
    const asOther = dialRaw(deployment, wire, { ...alpha.same, tenant: 'beta' })
    await asOther.next('challenge')
    asOther.hello()
    expect(await asOther.next('close')).toMatchObject({ reason: 'BAD_CREDENTIAL' })
    const device = await openRaw(deployment, wire, alpha.same)
    await device.next('deliver')
    device.say('progress', [{ messageId: beta.messageId, sessionId: device.session, sequence: 1 }])
    expect((await device.next('accepted')).refused).toMatchObject([{ code: 'UNKNOWN_MESSAGE' }])
    expect(device.heard.filter(({ frame }) => frame === 'deliver')).toHaveLength(1)
    device.close()
  })

  it('[A3] metrics and queues name no tenant, and only operators see the jobs', async () => {
    const page = await (
      await fetch(`${deployment.http}/metrics`, { headers: { authorization: `Bearer ${deployment.adminKey}` } })
    ).text()
    expect(page).toContain('sotto_channel_closes_total')
    expect(page).not.toMatch(/alpha|beta|gamma|same-name|tenant="/)
    expect(deployment.store.work.queue.name).toBe('dispatch')
    for (const path of ['/queues', '/queues/api/queues']) {
      const { status } = await fetch(`${deployment.http}${path}`, {
        ...{ headers: { authorization: `Bearer ${tenants.alpha.key}` }, redirect: 'manual' },
      })
      expect([path, status]).not.toEqual([path, 200])
    }
  })
})
