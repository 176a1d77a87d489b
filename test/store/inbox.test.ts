import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { Parcel } from '../../core/ports/inbox.ts'
import { connect } from '../../store/redis/connect.ts'
import { createInbox } from '../../store/redis/inbox.ts'
import { inbox as keyOf } from '../../store/redis/keys.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { eventually } from '../support/eventually.ts'
import { withStoreClient } from '../support/store-client.ts'

const store = withStoreClient()
let closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing) await close()
  closing = []
})

async function openInbox() {
  const [n1, n2] = [randomUUID(), randomUUID()]
  const inbox = createInbox(await loadLibrary(store.client), () => connect(store.redis.url, 'blocking'))
  return {
    ...{ inbox, n1, n2 },
    length: (node: string) => store.client.xlen(keyOf(node)),
    /** The devices of what has come, in order. */
    read(node: string): string[] {
      const devices: string[] = []
      const reader = inbox.read(node, (parcels) => devices.push(...parcels.map(({ device }) => device)))
      closing.push(() => reader.close())
      return devices
    },
  }
}

const parcel = (device: string, bytes = 10): Parcel => ({
  ...{ kind: 'deliver', tenant: 't1', device, channel: 1 },
  items: [{ own: Buffer.alloc(bytes), shared: Buffer.alloc(0) }],
})

describe('the inbox of a node', () => {
  it('gets what is sent in one turn of the loop as one entry, in order', async () => {
    const { inbox, n1, n2, length, read } = await openInbox()
    await Promise.all([
      inbox.send(n1, [parcel('a'), parcel('b')]),
      inbox.send(n2, [parcel('x')]),
      inbox.send(n1, [parcel('c')]),
    ])
    expect([await length(n1), await length(n2)]).toEqual([1, 1])
    await inbox.send(n1, [parcel('d')])
    expect(await length(n1)).toBe(2)
    const [here, there] = [read(n1), read(n2)]
    await eventually(
      () => here.length + there.length,
      (count) => count === 5,
    )
    expect([here, there]).toEqual([['a', 'b', 'c', 'd'], ['x']])
  })

  it('[B1] is several entries when that is more than a call should hold', async () => {
    const { inbox, n1, length, read } = await openInbox()
    const devices = Array.from({ length: 600 }, (_, i) => `d${i}`)
    await Promise.all(devices.map((device) => inbox.send(n1, [parcel(device)])))
    expect(await length(n1)).toBe(3)
    const came = read(n1)
    await eventually(
      () => came.length,
      (count) => count === devices.length,
    )
    expect(came).toEqual(devices)
  })

  it.each([
    ['entries', 100, 10],
    ['bytes', 8, 400_000],
  ])('[B1] keeps few of the %s that were read', async (_, entries, bytes) => {
    const { inbox, n1, length, read } = await openInbox()
    const came = read(n1)
    for (let i = 0; i < entries; i++) await inbox.send(n1, [parcel(`d${i}`, bytes)])
    await eventually(
      () => came.length,
      (count) => count === entries,
    )
    expect(
      await eventually(
        () => length(n1),
        (left) => left < 32 && left * bytes < 1024 * 1024,
      ),
    ).toBeLessThan(entries)
  })
})

describe('a parcel', () => {
  it('brings to each device what its items say, and what they share only once', async () => {
    const { inbox, n1 } = await openInbox()
    const shared = [Buffer.alloc(1_000, 'é'), Buffer.alloc(1_000, 'b')] as const
    const sent: Parcel[] = Array.from({ length: 100 }, (_, i) => ({
      ...{ kind: i % 2 === 0 ? 'deliver' : 'cancel', tenant: 't1', device: `d${i}`, channel: 2 ** 32 - 1 - i },
      items: [
        { own: Buffer.from(`own ${i} ü`), shared: shared[0] },
        { own: Buffer.alloc(0), shared: shared[1] },
      ],
    }))
    sent.push({ kind: 'close', tenant: 't1', device: 'd', channel: 7, reason: 'REVOKED' })
    await inbox.send(n1, sent)
    expect(await store.client.memory('USAGE', keyOf(n1))).toBeLessThan(30_000)
    const came: Parcel[] = []
    const reader = inbox.read(n1, (parcels) => came.push(...parcels))
    closing.push(() => reader.close())
    await expect.poll(() => came.length).toBe(sent.length)
    const texts = (parcels: Parcel[]) =>
      parcels.map((parcel) =>
        parcel.kind === 'close'
          ? parcel
          : { ...parcel, items: parcel.items.map(({ own, shared }) => [`${own}`, `${shared}`]) },
      )
    expect(texts(came)).toEqual(texts(sent))
  })
})
