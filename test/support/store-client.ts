import { afterAll, beforeAll } from 'vitest'
import { type Client, connect } from '../../store/redis/connect.ts'
import { type TestRedis, withRedis } from './redis.ts'

/** As `withRedis`, with a client as the store's adapters take it. */
export function withStoreClient(): { readonly redis: TestRedis; readonly client: Client } {
  const redis = withRedis()
  let client: Client
  beforeAll(() => {
    client = connect(redis.url, 'writer')
  })
  afterAll(() => client.disconnect())
  return {
    redis,
    get client() {
      return client
    },
  }
}
