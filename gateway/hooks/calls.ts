import { SottoError } from '../../core/errors.ts'
import type { Position } from '../../core/ports/subscriptions.ts'
import type { DeleteSubscriptionRequest__Output } from '../../proto/gen/sotto/v1/DeleteSubscriptionRequest.ts'
import type { DeleteSubscriptionResponse } from '../../proto/gen/sotto/v1/DeleteSubscriptionResponse.ts'
import type { FetchRequest__Output } from '../../proto/gen/sotto/v1/FetchRequest.ts'
import type { FetchResponse } from '../../proto/gen/sotto/v1/FetchResponse.ts'
import type { ListSubscriptionsRequest__Output } from '../../proto/gen/sotto/v1/ListSubscriptionsRequest.ts'
import type { ListSubscriptionsResponse } from '../../proto/gen/sotto/v1/ListSubscriptionsResponse.ts'
import type { SeekRequest__Output } from '../../proto/gen/sotto/v1/SeekRequest.ts'
import type { SeekResponse } from '../../proto/gen/sotto/v1/SeekResponse.ts'
import type { Caller } from '../api/caller.ts'
import { fetchPage } from './fetch.ts'
import { checkSubscriptionName, groupOf, shownName, storedName } from './open.ts'
import type { Seats } from './seats.ts'
import type { Shared } from './shared.ts'

export type HookCalls = ReturnType<typeof createHookCalls>

/** The unary calls of HookService. @param abort ends those that wait @param onDeleted the streams of it must end */
export function createHookCalls(shared: Shared, seats: Seats, abort: AbortSignal, onDeleted: (group: string) => void) {
  const { world, cursors, starts, partitions } = shared
  const cursorOf = (tenant: string, positions: Position[]): string =>
    cursors.encode(tenant, { issuedAt: world.clock.now(), positions, held: positions.map(() => true) })
  const noSubscription = (name: string) => new SottoError('NOT_FOUND', { detail: name, field: 'subscription' })

  return {
    async Fetch(request: FetchRequest__Output, caller: Caller): Promise<FetchResponse> {
      const leave = seats.take(caller)
      try {
        return await fetchPage(shared, request, caller, abort)
      } finally {
        leave()
      }
    },

    async Seek({ subscription, start }: SeekRequest__Output, caller: Caller): Promise<SeekResponse> {
      checkSubscriptionName(subscription, 'subscription')
      const { positions } = await starts.resolve(caller.tenant, start)
      const word = await world.subscriptions.seek(caller.tenant, storedName(caller, subscription), positions)
      if (word === 'GONE') throw noSubscription(subscription)
      if (word === 'SUBSCRIPTION_BUSY') throw new SottoError('SUBSCRIPTION_BUSY')
      return { cursor: cursorOf(caller.tenant, positions) }
    },

    async ListSubscriptions(_: ListSubscriptionsRequest__Output, caller: Caller): Promise<ListSubscriptionsResponse> {
      const { tenant } = caller
      const records = await world.subscriptions.list(tenant)
      const isVisible = ({ application }: { application: string }) =>
        application === caller.application || caller.scopes.includes('hooks:all')
      const tails = await Promise.all(
        Array.from({ length: partitions }, async (_, partition) => {
          return (await world.hookLog.read({ tenant, partition }, 1, 0)).tailSeq
        }),
      )
      return {
        subscriptions: records.filter(isVisible).map(({ name, floor, ...record }) => ({
          ...record,
          name: shownName(name),
          cursor: cursorOf(tenant, floor),
          lagEvents: floor.reduce((sum, at) => sum + Math.max(0, (tails[at.partition] ?? 0) + 1 - at.seq), 0),
        })),
      }
    },

    async DeleteSubscription(
      { subscription }: DeleteSubscriptionRequest__Output,
      caller: Caller,
    ): Promise<DeleteSubscriptionResponse> {
      checkSubscriptionName(subscription, 'subscription')
      const stored = storedName(caller, subscription)
      if (!(await world.subscriptions.delete(caller.tenant, stored))) throw noSubscription(subscription)
      onDeleted(groupOf(caller.tenant, stored))
      return {}
    },
  }
}
