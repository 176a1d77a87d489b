import { LRUCache } from 'lru-cache'
import type { Clock } from '../../core/ports/clock.ts'
import type { ListDevicesRequest__Output } from '../../proto/gen/sotto/v1/ListDevicesRequest.ts'
import type { ListDevicesResponse } from '../../proto/gen/sotto/v1/ListDevicesResponse.ts'
import type { ListSubscriptionsResponse } from '../../proto/gen/sotto/v1/ListSubscriptionsResponse.ts'
import type { Caller } from '../api/caller.ts'

/** All who look at the same within this time see the same. */
const FRESH_MS = 900
/** A subscription is a read of its own: a thousand of them are looked at every ten seconds, a few with each beat. */
const FRESH_MS_A_SUBSCRIPTION = 10
/** Kinds of looks that are kept; of devices each is a page of at most PAGE_SIZE_MAX. */
const LOOKS_MAX = 32

export type Looks = {
  subscriptions(caller: Caller): Promise<ListSubscriptionsResponse>
  devices(caller: Caller, request: ListDevicesRequest__Output): Promise<ListDevicesResponse>
}

/** The calls that list, as their services have them. */
export type Lists = {
  ListSubscriptions(request: object, caller: Caller): Promise<ListSubscriptionsResponse>
  ListDevices(request: ListDevicesRequest__Output, caller: Caller): Promise<ListDevicesResponse>
}

/** For pages that stay open: however many look, the store is asked once. */
export function createSharedLooks(clock: Clock, lists: Lists): Looks {
  const options = { max: LOOKS_MAX, ttl: FRESH_MS, ttlResolution: 0, perf: clock, ignoreFetchAbort: true }
  const subscriptions = new LRUCache<string, ListSubscriptionsResponse, Caller>({
    ...options,
    fetchMethod: async (_key, _old, { context, options }) => {
      const { subscriptions: all = [] } = await lists.ListSubscriptions({}, context)
      options.ttl = Math.max(FRESH_MS, all.length * FRESH_MS_A_SUBSCRIPTION)
      // A cursor bears the time at which it was asked for: it would be news each time.
      return { subscriptions: all.map(({ cursor: _, ...rest }) => rest) }
    },
  })
  const devices = new LRUCache<string, ListDevicesResponse, { caller: Caller; request: ListDevicesRequest__Output }>({
    ...options,
    fetchMethod: (_key, _old, { context: { caller, request } }) => lists.ListDevices(request, caller),
  })
  return {
    // [A5] What is visible depends on the application, unless the key sees them all.
    subscriptions(caller) {
      const { tenant, application, scopes } = caller
      const key = JSON.stringify([tenant, scopes.includes('hooks:all') || application])
      return subscriptions.forceFetch(key, { context: caller })
    },
    devices: (caller, request) =>
      devices.forceFetch(JSON.stringify([caller.tenant, request]), { context: { caller, request } }),
  }
}
