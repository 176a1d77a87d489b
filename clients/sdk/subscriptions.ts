import type { ListSubscriptionsResponse__Output } from '../../proto/gen/sotto/v1/ListSubscriptionsResponse.ts'
import type { SeekResponse__Output } from '../../proto/gen/sotto/v1/SeekResponse.ts'
import type { Subscription__Output } from '../../proto/gen/sotto/v1/Subscription.ts'
import type { Connection } from './connection.ts'
import { toStart, type WatchStart } from './watch-options.ts'

/** [H6] A named subscription: its cursor is with the server. */
export type Subscription = Subscription__Output

export type SubscriptionApi = {
  subscriptions: {
    list(): Promise<Subscription[]>
    /** Refused as SUBSCRIPTION_BUSY while it has live members. Gives the new cursor. */
    seek(subscription: string, start: WatchStart): Promise<string>
    delete(subscription: string): Promise<void>
  }
}

export function subscriptionApi({ call, hooks }: Connection): SubscriptionApi {
  return {
    subscriptions: {
      list: async () =>
        (await call<ListSubscriptionsResponse__Output>('repeatable', (...rest) => hooks.listSubscriptions({}, ...rest)))
          .subscriptions,
      seek: async (subscription, start) =>
        (
          await call<SeekResponse__Output>('repeatable', (...rest) =>
            hooks.seek({ subscription, start: toStart(start) }, ...rest),
          )
        ).cursor,
      delete: async (subscription) =>
        void (await call('repeatable', (...rest) => hooks.deleteSubscription({ subscription }, ...rest))),
    },
  }
}
