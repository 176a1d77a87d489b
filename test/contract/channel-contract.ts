import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { callHttp } from '../support/call-http.ts'
import type { Deployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { dialRaw, enrollDevice, openRaw, type RawDevice, WIRES } from '../support/raw-device.ts'

const sha256 = (text: unknown): string => createHash('sha256').update(String(text)).digest('hex')
let names = 0
const fresh = (): string => `device-${process.pid}-${++names}`

/**
 * What both wires promise, on whatever store.
 * @param use where the API is called
 * @param door where devices connect, when that is another node
 */
export function channelContract(title: string, use: () => Deployment, door = use): void {
  const submit = async (devices: string[], given: object = {}) =>
    (await callHttp(use(), 'CommandService/Submit', {
      action: 'lock',
      params: { why: 'test' },
      devices,
      ...given,
    })) as { commandId: string; messageIds: string[] }
  const statusOf = async (messageId: string | undefined): Promise<string> =>
    (
      (await callHttp(use(), 'CommandService/GetMessage', { messageId })) as { message: { status: string } }
    ).message.status.slice('STATUS_'.length)
  const reach = async (messageId: string | undefined, status: string): Promise<string> =>
    await eventually(
      () => statusOf(messageId),
      (now) => now === status,
    )
  const receipt = (device: RawDevice & { session: string }, deliver: Record<string, unknown>): void =>
    device.say('receipt', [
      {
        messageId: deliver.messageId,
        deviceId: deliver.deviceId,
        sessionId: device.session,
        attempt: deliver.attempt,
        contentSha256: sha256(deliver.content),
      },
    ])

  describe.each(WIRES)(`%s channel, ${title}`, (wire) => {
    it('[S2] [M1] [M2] [H8] the path - deliver, receipt, progress, result, each accepted when it is stored', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      const deliver = await device.next('deliver')
      expect(deliver).toMatchObject({
        messageId: messageIds[0],
        deviceId: identity.deviceId,
        attempt: 1,
        action: 'lock',
        content: '{"why":"test"}',
        contentSha256: sha256('{"why":"test"}'),
      })
      receipt(device, deliver)
      expect(await device.next('accepted')).toMatchObject({ receipts: messageIds })
      expect(await statusOf(messageIds[0])).toBe('RECEIVED')
      device.say('progress', [
        { messageId: messageIds[0], sessionId: device.session, sequence: 1, percent: 50, note: 'half' },
      ])
      expect(await device.next('accepted')).toMatchObject({ progress: messageIds })
      device.say('result', [
        {
          messageId: messageIds[0],
          sessionId: device.session,
          status: 'STATUS_SUCCEEDED',
          outcome: { output: '{"ok":true}' },
        },
      ])
      expect(await device.next('accepted')).toMatchObject({ results: messageIds })
      const { message } = (await callHttp(use(), 'CommandService/GetMessage', { messageId: messageIds[0] })) as {
        message: Record<string, unknown>
      }
      expect(message).toMatchObject({
        status: 'STATUS_SUCCEEDED',
        sessionId: device.session,
        outcome: { output: '{"ok":true}' },
      })
      device.close()
    })

    it('[M2] [D2] a result with the hash is its own receipt; said again it is accepted again', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      const deliver = await device.next('deliver')
      const result = {
        messageId: messageIds[0],
        sessionId: device.session,
        status: 'STATUS_SUCCEEDED',
        contentSha256: sha256(deliver.content),
      }
      device.say('result', [result])
      expect(await device.next('accepted')).toMatchObject({ results: messageIds })
      device.say('result', [result])
      expect(await device.next('accepted')).toMatchObject({ results: messageIds })
      device.say('result', [{ ...result, status: 'STATUS_FAILED' }])
      expect((await device.next('accepted')).refused).toMatchObject([
        { messageId: messageIds[0], frame: 'result', code: 'CONFLICT' },
      ])
      device.close()
    })

    it('[M8] what was submitted while the device was away comes when its channel opens, in order', async () => {
      const identity = await enrollDevice(use(), fresh())
      const ids: (string | undefined)[] = []
      for (let i = 0; i < 3; i++) ids.push((await submit([identity.deviceId])).messageIds[0])
      const device = await openRaw(door(), wire, identity)
      expect(
        [await device.next('deliver'), await device.next('deliver'), await device.next('deliver')].map(
          (item) => item.messageId,
        ),
      ).toEqual(ids)
      device.close()
    })

    it('[M10] a window of 16 unreceipted messages; receipts let the rest come', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const ids: (string | undefined)[] = []
      for (let i = 0; i < 20; i++) ids.push((await submit([identity.deviceId])).messageIds[0])
      const first: Record<string, unknown>[] = []
      for (let i = 0; i < 16; i++) first.push(await device.next('deliver'))
      expect(await statusOf(ids[16])).toBe('QUEUED')
      const explained = (await callHttp(use(), 'CommandService/Explain', { messageId: ids[16] })) as { cause: string }
      expect(explained.cause).toBe('WAITING_FOR_WINDOW')
      for (const deliver of first) receipt(device, deliver)
      for (let i = 16; i < 20; i++) expect((await device.next('deliver')).messageId).toBe(ids[i])
      device.close()
    })

    it('[M12] cancel after sent - the device is asked and its answer decides', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      receipt(device, await device.next('deliver'))
      await device.next('accepted')
      expect(await callHttp(use(), 'CommandService/Cancel', { messageId: messageIds[0] })).toMatchObject({ asked: 1 })
      expect(await device.next('cancel')).toMatchObject({ messageId: messageIds[0] })
      device.say('cancel', [{ messageId: messageIds[0], sessionId: device.session, canceled: true, reason: 'stopped' }])
      expect(await device.next('accepted')).toMatchObject({ cancels: messageIds })
      expect(await statusOf(messageIds[0])).toBe('CANCELED')
      device.close()
    })

    it('[M2] defer until the device is ready, then it is sent again', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      receipt(device, await device.next('deliver'))
      await device.next('accepted')
      device.say('defer', [{ messageId: messageIds[0], sessionId: device.session, reason: 'in use', trigger: 'idle' }])
      expect(await device.next('accepted')).toMatchObject({ defers: messageIds })
      expect(await statusOf(messageIds[0])).toBe('DEFERRED')
      device.say('defer', [{ messageId: messageIds[0], sessionId: device.session, ready: true }])
      expect(await device.next('deliver')).toMatchObject({ messageId: messageIds[0], attempt: 2 })
      device.close()
    })

    it('[S2] a reconnect presents its session and resumes it; what was unreceipted comes again', async () => {
      const identity = await enrollDevice(use(), fresh())
      const first = await openRaw(door(), wire, identity)
      expect(first.welcome).toMatchObject({ resumed: false, window: 16 })
      expect(first.session).toMatch(/^[\w-]{22}$/)
      const { messageIds } = await submit([identity.deviceId])
      await first.next('deliver')
      first.close()
      const second = await openRaw(door(), wire, identity, first.session)
      expect(second.welcome).toMatchObject({ resumed: true, sessionId: first.session })
      expect(await second.next('deliver')).toMatchObject({ messageId: messageIds[0], attempt: 2 })
      second.close()
    })

    it('[S3] [S7] a newer channel replaces the older, which is closed with a numbered reason', async () => {
      const identity = await enrollDevice(use(), fresh())
      const older = await openRaw(door(), wire, identity)
      const newer = await openRaw(door(), wire, identity)
      expect(await older.next('close')).toMatchObject({ code: 4100, reason: 'REPLACED', reconnect: false })
      await older.closed
      newer.close()
    })

    it('[S6] presence follows the channel', async () => {
      const identity = await enrollDevice(use(), fresh())
      const online = async (): Promise<boolean> =>
        (
          (await callHttp(use(), 'FleetService/GetDevice', { deviceId: identity.deviceId })) as {
            device: { online: boolean }
          }
        ).device.online
      expect(await online()).toBe(false)
      const device = await openRaw(door(), wire, identity)
      expect(await online()).toBe(true)
      device.close()
      await eventually(online, (now) => !now)
    })

    it('[S1] a frame that claims another device closes the channel', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      await device.next('deliver')
      device.say('receipt', [
        {
          messageId: messageIds[0],
          deviceId: 'somebody-else',
          sessionId: device.session,
          attempt: 1,
          contentSha256: '',
        },
      ])
      expect(await device.next('close')).toMatchObject({ reason: 'WRONG_DEVICE' })
      expect(await statusOf(messageIds[0])).not.toBe('RECEIVED')
    })

    it('[S1] a wrong signature, an unknown device and a wrong epoch are not let in', async () => {
      const identity = await enrollDevice(use(), fresh())
      const stranger = await enrollDevice(use(), fresh())
      const wrong: [Record<string, unknown>, string][] = [
        [{ deviceId: stranger.deviceId }, 'BAD_CREDENTIAL'],
        [{ deviceId: 'never-enrolled' }, 'BAD_CREDENTIAL'],
        [{ epoch: 7 }, 'BAD_CREDENTIAL'],
        [{ tenant: 'another' }, 'BAD_CREDENTIAL'],
      ]
      for (const isKnown of [false, true]) {
        // A node looks up the key of who was there before no more.
        if (isKnown) for (const each of [identity, stranger]) (await openRaw(door(), wire, each)).close()
        for (const [given, reason] of wrong) {
          const device = dialRaw(door(), wire, identity)
          await device.next('challenge')
          device.hello(given)
          expect(await device.next('close')).toMatchObject({ reason })
          await device.closed
        }
      }
    })

    it('[S4] a result with another session is refused, and nothing of it is stored', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      await device.next('deliver')
      device.say('result', [
        { messageId: messageIds[0], sessionId: 'AAAAAAAAAAAAAAAAAAAAAA', status: 'STATUS_SUCCEEDED' },
      ])
      expect((await device.next('accepted')).refused).toMatchObject([{ code: 'STALE_SESSION' }])
      expect(await statusOf(messageIds[0])).toBe('SENT')
      device.close()
    })

    it('[S5] enrolling again closes the old epoch and removes what it had', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      receipt(device, await device.next('deliver'))
      await device.next('accepted')
      const again = await enrollDevice(use(), identity.deviceId)
      expect(again.epoch).toBe(2)
      expect(await device.next('close')).toMatchObject({ reason: 'STALE_EPOCH', reconnect: false })
      expect(await statusOf(messageIds[0])).toBe('REMOVED')
      const old = dialRaw(door(), wire, identity)
      await old.next('challenge')
      old.hello()
      expect(await old.next('close')).toMatchObject({ reason: 'STALE_EPOCH' })
    })

    it('[S7] a revoked device is closed and not let in again', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      await callHttp(use(), 'FleetService/RevokeDevice', { deviceId: identity.deviceId })
      expect(await device.next('close')).toMatchObject({ reason: 'REVOKED', reconnect: false })
      const back = dialRaw(door(), wire, identity)
      await back.next('challenge')
      back.hello()
      expect(await back.next('close')).toMatchObject({ reason: 'REVOKED' })
      const refusals = { about: identity.deviceId, what: 'channel', outcome: 'REVOKED' }
      await eventually(
        async () =>
          ((await callHttp(use(), 'ObserveService/ListAudit', refusals)) as { entries: { detail: string }[] }).entries,
        (entries) => entries.some(({ detail }) => detail === 'hello'),
      )
    })

    const malformed: [string, string, unknown[], string][] = [
      ['before the hello', 'receipt', [{ messageId: 'm' }], 'BAD_ORDER'],
      ['a hello without a signature', 'hello', [{ tenant: 'default', deviceId: 'x', epoch: 1 }], 'BAD_FRAME'],
    ]
    it.each(malformed)('[S7] malformed: %s', async (_title, frame, items, reason) => {
      const device = dialRaw(door(), wire, await enrollDevice(use(), fresh()))
      await device.next('challenge')
      device.say(frame, items as Record<string, unknown>[])
      expect(await device.next('close')).toMatchObject({ reason })
      await device.closed
    })

    it('[B1] too many items in a frame and a frame too large close the channel', async () => {
      const identity = await enrollDevice(use(), fresh())
      const many = await openRaw(door(), wire, identity)
      many.say(
        'progress',
        Array.from({ length: 257 }, () => ({ messageId: `m${'0'.repeat(27)}`, sessionId: many.session, sequence: 1 })),
      )
      expect(await many.next('close')).toMatchObject({ reason: 'BAD_FRAME' })
      const large = await openRaw(door(), wire, identity)
      large.say('progress', [
        { messageId: `m${'0'.repeat(27)}`, sessionId: large.session, sequence: 1, note: 'x'.repeat(400 * 1024) },
      ])
      expect(await large.next('close')).toMatchObject({ reason: 'FRAME_TOO_LARGE' })
    })

    it('[B1] an output too large is refused by itself; the channel stays', async () => {
      const identity = await enrollDevice(use(), fresh())
      const device = await openRaw(door(), wire, identity)
      const { messageIds } = await submit([identity.deviceId])
      await device.next('deliver')
      device.say('result', [
        {
          messageId: messageIds[0],
          sessionId: device.session,
          status: 'STATUS_SUCCEEDED',
          outcome: { output: 'x'.repeat(129 * 1024) },
        },
      ])
      expect((await device.next('accepted')).refused).toMatchObject([{ code: 'TOO_LARGE', frame: 'result' }])
      device.say('result', [
        {
          messageId: messageIds[0],
          sessionId: device.session,
          status: 'STATUS_FAILED',
          outcome: { code: 'OUTPUT_TOO_LARGE' },
        },
      ])
      await reach(messageIds[0], 'FAILED')
      device.close()
    })
  })
}
