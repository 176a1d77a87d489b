import { afterEach } from 'vitest'
import type { Wakes } from '../../core/ports/wakes.ts'
import { connect } from '../../store/redis/connect.ts'
import { createWakes } from '../../store/redis/wakes.ts'
import { withStoreClient } from './store-client.ts'

/** A store, and wakes on it that are left and closed after the test that opened them. */
export function withWakes() {
  const store = withStoreClient()
  let open: Wakes[] = []
  afterEach(async () => {
    for (const wakes of open) wakes.leave()
    await Promise.all(open.map((wakes) => wakes.close()))
    open = []
  })
  return {
    store,
    openWakes(placesMax: number, url = store.redis.url): Wakes {
      const wakes = createWakes(() => connect(url, 'blocking'), placesMax)
      open.push(wakes)
      return wakes
    },
  }
}
