import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ACTIONS_PER_AGENT_MAX } from '../../core/limits.ts'
import { withBystander } from '../support/bystander.ts'
import { callHttp } from '../support/call-http.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { dialRaw, enrollDevice, WIRES } from '../support/raw-device.ts'

const { redis, deployment, bystander } = withBystander()

describe('input that no library minds', () => {
  it.each(WIRES)('[B1] a hello with more actions than there may be, %s', async (wire) => {
    const identity = await enrollDevice(deployment, `actions-${wire}`)
    const device = dialRaw(deployment, wire, identity)
    await device.next('challenge')
    device.hello({ actions: Array.from({ length: ACTIONS_PER_AGENT_MAX + 1 }, (_, i) => `a${i}`) })
    expect(await device.next('close')).toMatchObject({ reason: 'BAD_FRAME' })
  })

  const TRAVERSALS = [
    '../../etc/passwd',
    'a/b',
    '..',
    '.hidden',
    'a b',
    'a\u0000',
    '+',
    '#',
    '*',
    '{t}',
    'a\nb',
    'x'.repeat(129),
  ]

  it('[S1] device identifiers that would be paths, patterns or keys', async () => {
    const { token } = (await callHttp(deployment, 'FleetService/CreateEnrollment', {})) as { token: string }
    const publicKey = randomBytes(32).toString('base64')
    for (const deviceId of TRAVERSALS) {
      for (const call of ['FleetService/GetDevice', 'FleetService/RevokeDevice', 'FleetService/CreateEnrollment'])
        await expect(callHttp(deployment, call, { deviceId })).rejects.toMatchObject({
          answer: { reason: 'INVALID_FIELD', field: 'device_id' },
        })
      await expect(
        callHttp(deployment, 'DeviceService/Enroll', { token, publicKey, deviceId }, ''),
      ).rejects.toMatchObject({ answer: { reason: 'INVALID_FIELD', field: 'device_id' } })
      const submit = callHttp(deployment, 'CommandService/Submit', { action: 'lock', devices: [deviceId] })
      await expect(submit).rejects.toMatchObject({ status: 400 })
    }
    const identity = await enrollDevice(deployment, 'honest')
    for (const deviceId of TRAVERSALS) {
      const device = dialRaw(deployment, 'socketio', identity)
      await device.next('challenge')
      device.hello({ deviceId })
      expect(await device.next('close')).toMatchObject({ reason: 'BAD_FRAME' })
    }
  })

  it('[A4] guessed tokens and keys all get the same answer, and are counted', async () => {
    const { token } = (await callHttp(deployment, 'FleetService/CreateEnrollment', { deviceId: 'guessed' })) as {
      token: string
    }
    const last = token.at(-1) === 'A' ? 'B' : 'A'
    const enroll = (guess: string) =>
      callHttp(
        deployment,
        'DeviceService/Enroll',
        { token: guess, publicKey: randomBytes(32).toString('base64'), deviceId: 'guessed' },
        '',
      )
    const guesses = [
      token.slice(0, -1) + last,
      token.slice(0, -1),
      `${token}A`,
      randomBytes(32).toString('base64url'),
      '*',
    ]
    for (const guess of guesses)
      await expect(enroll(guess)).rejects.toMatchObject({ status: 401, answer: { reason: 'BAD_TOKEN' } })
    for (const key of [`${deployment.adminKey}x`, deployment.adminKey.slice(0, -7), 'sk_', 'x'.repeat(5_000)])
      await expect(callHttp(deployment, 'AccessService/WhoAmI', {}, key)).rejects.toMatchObject({
        ...{ status: 401, answer: { reason: 'UNAUTHENTICATED' } },
      })
    const page = await scrape(deployment)
    expect(total(page, 'sotto_refused_input_total', { reason: 'BAD_TOKEN' })).toBe(guesses.length)
    await enroll(token)
    await expect(enroll(token)).rejects.toMatchObject({ answer: { reason: 'BAD_TOKEN' } })
  })

  it('[A2] [B1] parameters nested a hundred thousand deep are refused as bad input', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const answer = await fetch(`${deployment.http}/sotto.v1.CommandService/Submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${deployment.adminKey}` },
      body: `{"action":"lock","devices":["bystander"],"params":${deep}}`,
    })
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 400 })
    await bystander.expectUnharmed()
  })

  it('[B1] made-up tenants and devices leave nothing in the store', async () => {
    const client = redis.connect()
    const identity = await enrollDevice(deployment, 'honest')
    const before = await client.dbsize()
    for (let i = 0; i < 20; i++) {
      const device = dialRaw(deployment, 'socketio', { ...identity, tenant: `made-up-${i}` })
      await device.next('challenge')
      device.hello()
      expect(await device.next('close')).toMatchObject({ reason: 'BAD_CREDENTIAL' })
    }
    expect(await client.keys('*made-up*')).toEqual([])
    expect((await client.dbsize()) - before).toBeLessThan(10)
  })
})
