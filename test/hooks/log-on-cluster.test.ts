import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HookLog } from '../../core/ports/hook-log.ts'
import type { Subscriptions } from '../../core/ports/subscriptions.ts'
import { awaitServer } from '../../store/redis/await-server.ts'
import { type Client, connect } from '../../store/redis/connect.ts'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createSubscriptions } from '../../store/redis/subscriptions.ts'
import { testConfig } from '../support/fixture.ts'
import { range } from '../support/hook-rig.ts'
import { anEvent, createLogWriter } from '../support/log-writer.ts'
import { withCluster } from '../support/redis-cluster.ts'

const cluster = withCluster()
let client: Client
let log: HookLog
let subscriptions: Subscriptions
beforeAll(async () => {
  const { url } = cluster
  client = connect(url, 'writer')
  await awaitServer(client, testConfig({ redisUrl: url }))
  const library = await loadLibrary(client)
  log = createHookLog(client, () => connect(url, 'blocking'), library)
  subscriptions = createSubscriptions(client, library)
})
afterAll(async () => {
  await log?.close()
  client?.disconnect()
})

describe('on a cluster', () => {
  it('[H1] the tails of places on different servers are followed side by side', async () => {
    const places = range(0, 5).map((partition) => ({ tenant: 'acme', partition }))
    const seen = places.map(() => [] as number[])
    const tails = places.map((place, i) =>
      log.follow(
        place,
        1,
        ({ firstSeq, count }) => seen[i]!.push(...range(firstSeq, firstSeq + count - 1)),
        () => expect.unreachable('nothing was lost'),
      ),
    )
    const writers = places.map((place) => createLogWriter(client as never, place))
    for (let i = 0; i < 20; i++) for (const writer of writers) await writer.append([anEvent(), anEvent()])
    await expect.poll(() => seen.map((seqs) => seqs.length)).toEqual(places.map(() => 40))
    expect(seen).toEqual(places.map(() => range(1, 40)))
    for (const tail of tails) tail.close()
    expect(await log.bounds(places[3]!)).toMatchObject({ firstSeq: 1, tailSeq: 40 })
  })

  it('[H6] subscriptions are kept and shared', async () => {
    const floor = [0, 1, 2].map((partition) => ({ partition, epoch: 'aaaaaaaaaaaaaaaa', seq: 1 }))
    expect(await subscriptions.create('acme', 'app/x', 'app', floor)).toMatchObject({ generation: 0, floor })
    const [a, b] = ['a', 'b'].map((member) => ({ member, stream: `1-${member}` }))
    expect(await subscriptions.renew('acme', 'app/x', a!, 10_000, 3)).toMatchObject({ assigned: [0, 1, 2] })
    const half = await subscriptions.renew('acme', 'app/x', b!, 10_000, 3)
    expect(half).toMatchObject({ assigned: [2], generation: 2 })
    expect(await subscriptions.ack('acme', 'app/x', a!, [{ ...floor[2]!, seq: 9 }])).toBe('STALE_GENERATION')
    expect(await subscriptions.ack('acme', 'app/x', b!, [{ ...floor[2]!, seq: 9 }])).toBe('stored')
    expect(await subscriptions.renew('acme', 'app/x', { member: 'b', stream: '0-older' }, 10_000, 3)).toBe('TAKEN_OVER')
    expect(await subscriptions.list('acme')).toMatchObject([{ name: 'app/x', members: ['a', 'b'] }])
    expect(await subscriptions.delete('acme', 'app/x')).toBe(true)
    expect(await subscriptions.renew('acme', 'app/x', b!, 10_000, 3)).toBe('GONE')
  })

  it('[H6] a member whose lease has ended loses its partitions to the others', async () => {
    const floor = [0, 1].map((partition) => ({ partition, epoch: 'aaaaaaaaaaaaaaaa', seq: 1 }))
    await subscriptions.create('acme', 'app/y', 'app', floor)
    const [a, b] = ['a', 'b'].map((member) => ({ member, stream: `1-${member}` }))
    await subscriptions.renew('acme', 'app/y', a!, 200, 2)
    await subscriptions.renew('acme', 'app/y', b!, 10_000, 2)
    await expect
      .poll(async () => (await subscriptions.renew('acme', 'app/y', b!, 10_000, 2)) as { assigned: number[] })
      .toMatchObject({ assigned: [0, 1] })
    expect(await subscriptions.ack('acme', 'app/y', a!, [{ ...floor[0]!, seq: 5 }])).toBe('STALE_GENERATION')
  })
})
