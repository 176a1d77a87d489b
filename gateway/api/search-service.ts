import { SottoError } from '../../core/errors.ts'
import { type FoundPage, findPage, findSome } from '../../core/find/find.ts'
import type { Found } from '../../core/find/walk.ts'
import { asOf, type Wanted } from '../../core/find/wanted.ts'
import { acceptedAtOf, commandOf, DEVICE_ID, MESSAGE_ID, partitionOf, partitionOfDevice } from '../../core/ids.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { CountMessagesRequest__Output } from '../../proto/gen/sotto/v1/CountMessagesRequest.ts'
import type { CountMessagesResponse } from '../../proto/gen/sotto/v1/CountMessagesResponse.ts'
import type { FoundMessage } from '../../proto/gen/sotto/v1/FoundMessage.ts'
import type { GetDeviceQueueRequest__Output } from '../../proto/gen/sotto/v1/GetDeviceQueueRequest.ts'
import type { GetDeviceQueueResponse } from '../../proto/gen/sotto/v1/GetDeviceQueueResponse.ts'
import type { GetTimelineRequest__Output } from '../../proto/gen/sotto/v1/GetTimelineRequest.ts'
import type { GetTimelineResponse } from '../../proto/gen/sotto/v1/GetTimelineResponse.ts'
import type { Looked } from '../../proto/gen/sotto/v1/Looked.ts'
import type { SearchMessagesRequest__Output } from '../../proto/gen/sotto/v1/SearchMessagesRequest.ts'
import type { SearchMessagesResponse } from '../../proto/gen/sotto/v1/SearchMessagesResponse.ts'
import type { Caller } from './caller.ts'
import { type Parts, refuseUnless } from './handler.ts'
import { countToken, filterToken, readCountToken, readFilter, readFilterToken } from './message-filter.ts'
import { wireStatus } from './message-view.ts'
import { pageSize } from './page.ts'
import { timeline } from './timeline.ts'
import { createViewCalls } from './view-calls.ts'

/** What operators look for. */
export function createSearchService(world: Parts) {
  const { operators, places } = world

  return {
    ...createViewCalls(world),

    async SearchMessages(request: SearchMessagesRequest__Output, { tenant }: Caller): Promise<SearchMessagesResponse> {
      const wanted = await readFilter(world, tenant, request.filter)
      const from = readFilterToken(wanted, request.pageToken, places.partitions)
      const page = await findPage(world, tenant, wanted, from, pageSize(request.pageSize))
      return {
        messages: await foundViews(world, page.found),
        nextPageToken: filterToken(wanted, page.next),
        looked: lookedOf(page, wanted),
      }
    },

    async CountMessages(request: CountMessagesRequest__Output, { tenant }: Caller): Promise<CountMessagesResponse> {
      const wanted = await readFilter(world, tenant, request.filter)
      const goesOn = readCountToken(wanted, request.pageToken, places.partitions)
      const countedAt = goesOn?.countedAt ?? world.clock.now()
      const page = await findSome(world, tenant, asOf(wanted, countedAt), goesOn?.positions)
      const looked = { ...lookedOf(page, wanted), throughAt: 0 }
      return { count: page.found.length, nextPageToken: countToken(wanted, countedAt, page.next), looked, countedAt }
    },

    async GetTimeline({ messageId }: GetTimelineRequest__Output, caller: Caller): Promise<GetTimelineResponse> {
      refuseUnless(MESSAGE_ID.test(messageId), 'message_id', 'must be the identifier of a message')
      if (partitionOf(messageId) >= places.partitions)
        throw new SottoError('NOT_FOUND', { field: 'message_id', detail: messageId })
      return timeline(world, caller, messageId)
    },

    async GetDeviceQueue(request: GetDeviceQueueRequest__Output, caller: Caller): Promise<GetDeviceQueueResponse> {
      const { deviceId } = request
      refuseUnless(DEVICE_ID.test(deviceId), 'device_id', `must match ${DEVICE_ID.source}`)
      const place = { tenant: caller.tenant, partition: partitionOfDevice(deviceId, places.partitions) }
      if (!(await world.devices.get(place, deviceId)))
        throw new SottoError('NOT_FOUND', { field: 'device_id', detail: deviceId })
      const queue = await operators.search.deviceQueue(place, deviceId, pageSize(request.pageSize))
      const underWay = await load(world, place, queue.underWay)
      const waiting = await load(world, place, queue.waiting)
      return {
        underWay: await foundViews(world, underWay),
        waiting: await foundViews(world, waiting),
        open: queue.open,
      }
    },
  }
}

async function load({ operators }: Pick<Parts, 'operators'>, place: Place, ids: string[]): Promise<Found[]> {
  const [messages, commands] = await Promise.all([
    operators.search.messages(place, ids),
    operators.search.commands(place, [...new Set(ids.map(commandOf))]),
  ])
  return ids.flatMap((id) => {
    const [message, command] = [messages.get(id), commands.get(commandOf(id))]
    return message && command ? [{ place, message, command }] : []
  })
}

/** Messages that the device ended without a word of the server have their outcome's code as the reason. */
async function foundViews({ operators }: Pick<Parts, 'operators'>, found: Found[]): Promise<FoundMessage[]> {
  const unsaid = found.filter(({ message }) => message.reason === '' && /^(failed|rejected)$/.test(message.status))
  const codes = new Map<string, string>()
  for (const partition of new Set(unsaid.map(({ place }) => place.partition))) {
    const there = unsaid.filter(({ place }) => place.partition === partition)
    const ids = there.map(({ message }) => message.messageId)
    for (const [id, code] of await operators.search.outcomeCodes(there[0]!.place, ids)) codes.set(id, code)
  }
  return found.map(({ message, command }) => ({
    messageId: message.messageId,
    commandId: command.commandId,
    deviceId: message.device,
    action: command.action,
    status: wireStatus(message.status),
    attempt: message.attempt,
    acceptedAt: command.acceptedAt,
    updatedAt: message.updatedAt,
    deliverByAt: command.deliverByAt,
    dueAt: message.dueAt,
    reason: message.reason || (codes.get(message.messageId) ?? ''),
    late: message.late,
    progressPercent: message.percent,
    actor: command.actor,
    tags: command.tags,
    concurrencyKey: command.concurrencyKey,
  }))
}

const SHOWN = { id: 'ID', device: 'DEVICE', open: 'OPEN', bad: 'ENDED_BADLY', time: 'TIME' } as const

function lookedOf(page: FoundPage, wanted: Wanted): Looked {
  const { source, looked, stoppedEarly } = page
  const throughAt = source === 'time' ? throughOf(page, wanted) : 0
  return { by: SHOWN[source], messages: looked, throughAt, stoppedEarly }
}

/** A page that is full ends with its last message; one that had done enough, with the last whole bucket of the index. */
function throughOf({ found, next, stoppedEarly }: FoundPage, { fromAt, toAt }: Wanted): number {
  if (next === undefined) return fromAt
  const last = found.at(-1)
  if (last && !stoppedEarly) return acceptedAtOf(last.message.messageId)
  const ends = next.map((position) => (position === undefined ? 0 : position === '' ? toAt : bucketEnd(position)))
  return Math.max(...ends)
}

/** A position in the index begins with the first 6 of the 9 characters of time. */
const bucketEnd = (position: string): number => acceptedAtOf(`c${position.slice(0, 6)}zzz`) + 1
