import type { Queue } from 'bullmq'
import type { World } from '../../core/ports/world.ts'
import type { GetConfigurationRequest__Output } from '../../proto/gen/sotto/v1/GetConfigurationRequest.ts'
import type { GetConfigurationResponse } from '../../proto/gen/sotto/v1/GetConfigurationResponse.ts'
import type { GetOverviewRequest__Output } from '../../proto/gen/sotto/v1/GetOverviewRequest.ts'
import type { GetOverviewResponse } from '../../proto/gen/sotto/v1/GetOverviewResponse.ts'
import type { GetQueuesRequest__Output } from '../../proto/gen/sotto/v1/GetQueuesRequest.ts'
import type { GetQueuesResponse } from '../../proto/gen/sotto/v1/GetQueuesResponse.ts'
import type { ListAuditRequest__Output } from '../../proto/gen/sotto/v1/ListAuditRequest.ts'
import type { ListAuditResponse } from '../../proto/gen/sotto/v1/ListAuditResponse.ts'
import type { ListStreamsRequest__Output } from '../../proto/gen/sotto/v1/ListStreamsRequest.ts'
import type { ListStreamsResponse } from '../../proto/gen/sotto/v1/ListStreamsResponse.ts'
import type { Operation } from '../../proto/gen/sotto/v1/Operation.ts'
import type { StreamList } from '../../proto/gen/sotto/v1/StreamList.ts'
import type { Caller } from '../api/caller.ts'
import type { StreamHandlers } from '../api/calls.ts'
import { type HandlerTable, refuseUnless } from '../api/handler.ts'
import type { Tail } from '../hooks/tail.ts'
import type { Log } from '../ops/log.ts'
import { listAudit } from './audit-list.ts'
import { createBoards, sampleView } from './board.ts'
import { configuration } from './configuration.ts'
import { createQueueFigures } from './queue-figures.ts'
import { createSharedLooks, type Lists } from './shared-looks.ts'
import { createWatch, HISTORY_SECONDS_MAX } from './watch.ts'

const STREAMS_SHOWN_MAX = 500

/** How it stands: the calls, and the stream that a page holds. */
export function createObserveService(
  world: World,
  options: {
    queue: Queue
    tail: Tail
    operations(tenant: string): Promise<Operation[]>
    lists: Lists
    version: string
    log: Log
  },
): { calls: HandlerTable; streams: StreamHandlers } {
  const { queue, tail, operations, lists, version, log } = options
  const boards = createBoards(world)
  const figures = createQueueFigures(world, queue)
  const { subscriptions, devices } = createSharedLooks(world.clock, lists)

  /** [A5] */
  async function streamsFor({ tenant, application, scopes }: Caller): Promise<StreamList> {
    const all = await world.operators.streams.list(tenant)
    const visible = scopes.includes('hooks:all') ? all : all.filter((stream) => stream.application === application)
    return { streams: visible.slice(0, STREAMS_SHOWN_MAX) }
  }

  return {
    calls: {
      async GetOverview({ historySeconds }: GetOverviewRequest__Output, caller: Caller): Promise<GetOverviewResponse> {
        refuseUnless(historySeconds <= HISTORY_SECONDS_MAX, 'history_seconds', `must be at most ${HISTORY_SECONDS_MAX}`)
        const { overview, samples } = await boards.of(caller.tenant)
        const from = world.clock.now() - historySeconds * 1_000
        return { overview, history: samples.filter(({ at }) => at > from).map(sampleView) }
      },
      async GetQueues(_: GetQueuesRequest__Output): Promise<GetQueuesResponse> {
        return { queues: await figures.get() }
      },
      async ListStreams(_: ListStreamsRequest__Output, caller: Caller): Promise<ListStreamsResponse> {
        return { streams: await streamsFor(caller) }
      },
      async ListAudit(request: ListAuditRequest__Output, { tenant }: Caller): Promise<ListAuditResponse> {
        return listAudit(world, tenant, request)
      },
      async GetConfiguration(_: GetConfigurationRequest__Output, caller: Caller): Promise<GetConfigurationResponse> {
        return configuration(world.config, version, caller)
      },
    },
    streams: {
      'ObserveService/Watch': createWatch({
        boards,
        tail,
        queues: () => figures.get(),
        streams: streamsFor,
        operations,
        subscriptions,
        devices,
        now: () => world.clock.now(),
        onStoreAway: (err) => log.warn({ err }, 'a watch waits for the store'),
      }),
    },
  }
}
