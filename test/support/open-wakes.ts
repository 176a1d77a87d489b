import { afterEach } from 'vitest'
import type { Wakes } from '../../core/ports/wakes.ts'
import { connect } from '../../store/redis/connect.ts'
import { createWakes } from '../../store/redis/wakes.ts'
import { withStoreClient } from './store-client.ts'

/** A store, and wakes on it that are left and closed after the test that opened them; with the problems that they told of. */
export function withWakes() {
  const store = withStoreClient()
  const problems: Error[] = []
  let open: Wakes[] = []
  afterEach(async () => {
    for (const wakes of open) wakes.leave()
    await Promise.all(open.map((wakes) => wakes.close()))
    open = []
    problems.length = 0
  })
  return {
    ...{ store, problems },
    openWakes(placesMax: number, url = store.redis.url): Wakes {
      const wakes = createWakes(
        () => connect(url, 'blocking'),
        placesMax,
        (error) => problems.push(error),
      )
      open.push(wakes)
      return wakes
    },
  }
}
