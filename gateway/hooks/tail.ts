import type { Principal } from '../../core/ports/access.ts'
import type { FetchRequest__Output } from '../../proto/gen/sotto/v1/FetchRequest.ts'
import type { FetchResponse } from '../../proto/gen/sotto/v1/FetchResponse.ts'
import { fetchPage } from './fetch.ts'
import type { Shared } from './shared.ts'

export type Tail = {
  /** As Fetch: waits for the first event as long as the request says. @throws SottoError */
  page(request: FetchRequest__Output, principal: Principal, abort: AbortSignal): Promise<FetchResponse>
  /** Events between a cursor and the end of the log, before filtering. */
  lag(tenant: string, cursor: string): Promise<number>
  /** The end of the log. */
  end(tenant: string): Promise<string>
}

export function createTail(shared: Shared): Tail {
  const { cursors, starts, world } = shared
  return {
    page: (request, principal, abort) => fetchPage(shared, request, principal, abort),
    async lag(tenant, cursor) {
      const { positions } = cursors.decode(tenant, cursor)
      const lags = await Promise.all(
        positions.map(async ({ partition, seq }) => {
          const { tailSeq } = await world.hookLog.read({ tenant, partition }, 1, 0)
          return Math.max(0, tailSeq + 1 - seq)
        }),
      )
      return lags.reduce((sum, lag) => sum + lag, 0)
    },
    async end(tenant) {
      const { positions } = await starts.resolve(tenant, undefined)
      return cursors.encode(tenant, { issuedAt: world.clock.now(), positions, held: positions.map(() => true) })
    },
  }
}
