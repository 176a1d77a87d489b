import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, connect } from '../../store/redis/connect.ts'
import { createHead } from '../../store/redis/function-head.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createSearch } from '../../store/redis/operators/search.ts'
import { openPlaces } from '../../store/redis/places.ts'
import { chance, manualClock, testConfig } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

const PLACE = { tenant: 'walk', partition: 0 }
const COMMANDS = ['callBuffer', 'call', 'zrevrank', 'zrevrange', 'zcount']

it('a walk through a set passes over nothing, though what was seen already ends before every command', async () => {
  const key = `${placePrefix(PLACE)}bad`
  const members = Array.from({ length: 12 }, (_, i) => `m${String(i).padStart(2, '0')}`)
  for (const [i, member] of members.entries()) await client.zadd(key, Math.floor(i / 2), member)
  const highestFirst = [...members].reverse()
  let gone = 0
  const disturbed = new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown
      if (typeof value !== 'function') return value
      if (!COMMANDS.includes(String(name))) return value.bind(target)
      return async (...args: unknown[]) => {
        // Of the first page, which was seen: one before each command of the second.
        if (isSeen && gone < 3) await client.zrem(key, highestFirst[gone++]!)
        return await value.apply(target, args)
      }
    },
  }) as Client
  let isSeen = false
  const clock = manualClock()
  const search = createSearch(
    disturbed,
    await loadLibrary(disturbed),
    await openPlaces(client, 4, 'test'),
    createHead(testConfig({}), clock, chance),
  )
  const first = await search.ranked(PLACE, 'bad', undefined, 4)
  expect(first.map(({ member }) => member)).toEqual(highestFirst.slice(0, 4))
  isSeen = true
  const second = await search.ranked(PLACE, 'bad', first.at(-1), 4)
  expect(second.map(({ member }) => member)).toEqual(highestFirst.slice(4, 8))
  expect(gone).toBeGreaterThan(0)
  // The one it goes on from is gone too, and has an equal.
  await client.zrem(key, second.at(-1)!.member)
  const third = await search.ranked(PLACE, 'bad', second.at(-1), 4)
  expect(third.map(({ member }) => member)).toEqual(highestFirst.slice(8, 12))
})
