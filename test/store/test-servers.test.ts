import { describe, expect, it } from 'vitest'
import { awaitServer } from '../../store/redis/await-server.ts'
import { connect } from '../../store/redis/connect.ts'
import { testConfig } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'
import { withCluster } from '../support/redis-cluster.ts'

// The other tests believe what these servers do to them.

describe('a test server', () => {
  const redis = withRedis({ durability: 'always' })

  it('keeps its data and its socket over kill -9 and a restart', async () => {
    const { socketPath, pid } = redis
    await redis.connect().set('a', 'kept')
    await redis.kill9()
    await redis.restart()
    expect(redis.socketPath).toBe(socketPath)
    expect(redis.pid).not.toBe(pid)
    expect(await redis.connect().get('a')).toBe('kept')
  })

  it('is reached by the store through its url', async () => {
    const client = connect(redis.url, 'writer')
    expect(await client.ping()).toBe('PONG')
    client.disconnect()
  })

  it('reconnects a connection that was open', async () => {
    const connection = redis.connect()
    await connection.set('b', 'kept')
    await redis.restart()
    expect(await connection.get('b')).toBe('kept')
  })
})

describe('a test cluster', () => {
  const cluster = withCluster(3)

  it('serves keys on every node', async () => {
    const connection = cluster.connect()
    const keys = Array.from({ length: 60 }, (_, n) => `key:${n}`)
    await Promise.all(keys.map((key) => connection.set(key, key)))
    expect(await Promise.all(keys.map((key) => connection.get(key)))).toEqual(keys)
    const sizes = await Promise.all(connection.nodes('master').map((node) => node.dbsize()))
    expect(sizes).toHaveLength(3)
    expect(sizes.every((size) => size > 0)).toBe(true)
  })

  it('is reached by the store through its url', async () => {
    const client = connect(cluster.url, 'writer')
    await awaitServer(client, testConfig({ redisUrl: cluster.url }))
    expect(await client.set('{a}', 'b')).toBe('OK')
    client.disconnect()
  })

  it('serves again after a node was killed and restarted', async () => {
    const connection = cluster.connect()
    await cluster.nodes[1]!.kill9()
    await cluster.nodes[1]!.restart()
    await connection.set('after', 'yes')
    expect(await connection.get('after')).toBe('yes')
  })
})
