import { SottoError } from '../../core/errors.ts'
import { commandOf, MESSAGE_ID, partitionOfDevice } from '../../core/ids.ts'
import type { Status } from '../../core/message.ts'
import type { World } from '../../core/ports/world.ts'
import type { ListMessagesRequest__Output } from '../../proto/gen/sotto/v1/ListMessagesRequest.ts'
import type { ListMessagesResponse } from '../../proto/gen/sotto/v1/ListMessagesResponse.ts'
import { refuseUnless } from './handler.ts'
import { messageView, type StoredMessage, statusOfWire, viewBytes } from './message-view.ts'
import { pageSize, pageToken, readPageToken } from './page.ts'
import { recent } from './recent.ts'

/** What one answer may hold: gRPC clients take 4 MiB unless told otherwise. */
const PAGE_BYTES_MAX = 3_500_000
/** Messages read from the store at a time, each with its content and output. */
const READ_MESSAGES_MAX = 25

type Narrowed = Pick<World, 'messages' | 'devices' | 'places' | 'hookLog'>

/** Newest first: of a command, of a device, or of the whole tenant. */
export async function listMessages(
  world: Narrowed,
  tenant: string,
  { commandId, deviceId, statuses, pageSize: asked, pageToken: token }: ListMessagesRequest__Output,
): Promise<ListMessagesResponse> {
  refuseUnless(commandId === '' || deviceId === '', 'device_id', 'can not be given together with command_id')
  const wanted = statuses.map(wantedStatus)
  const count = pageSize(asked)
  if (commandId === '' && deviceId === '') {
    const page = await recent(world, tenant, token, count)
    return fill(world, tenant, page.messageIds, wanted, page.tokenAfter)
  }
  const form = commandId === '' ? `d${deviceId}` : 'c'
  const after = readPageToken(form, token, MESSAGE_ID)
  const ofThisList = after === undefined || commandId === '' || commandOf(after) === commandId
  refuseUnless(ofThisList, 'page_token', 'is of another command')
  const ids = commandId
    ? await world.messages.listByCommand(tenant, commandId, after, count)
    : await world.messages.listByDevice(tenant, deviceId, after, count)
  if (ids.length === 0 && after === undefined) await refuseUnknown(world, tenant, commandId, deviceId)
  const last = ids.length < count ? undefined : ids.at(-1)
  return fill(world, tenant, ids, wanted, (id, isLast) => (isLast && last === undefined ? '' : pageToken(form, id)))
}

/**
 * Loads the messages until the page is full or they end.
 * @param tokenAfter the token of a page that begins after this identifier; the second argument: it is the last one
 */
async function fill(
  world: Narrowed,
  tenant: string,
  ids: string[],
  wanted: Status[],
  tokenAfter: (id: string, isLast: boolean) => string,
): Promise<ListMessagesResponse> {
  const messages = []
  let bytes = 0
  let passed: string | undefined
  for (let from = 0; from < ids.length; from += READ_MESSAGES_MAX) {
    const step = ids.slice(from, from + READ_MESSAGES_MAX)
    const found = new Map((await world.messages.getMany(tenant, step)).map((item) => [item.message.messageId, item]))
    for (const id of step) {
      const item = found.get(id)
      if (item && isWanted(item, wanted)) {
        bytes += viewBytes(item)
        if (bytes > PAGE_BYTES_MAX && messages.length > 0)
          return { messages, nextPageToken: passed === undefined ? '' : tokenAfter(passed, false) }
        messages.push(messageView(item))
      }
      passed = id
    }
  }
  return { messages, nextPageToken: tokenAfter(passed ?? '', true) }
}

const isWanted = ({ message }: StoredMessage, wanted: Status[]) =>
  wanted.length === 0 || wanted.includes(message.status)

function wantedStatus(wire: string | number, index: number): Status {
  const status = statusOfWire(String(wire))
  if (status === undefined)
    throw new SottoError('INVALID_FIELD', { field: `statuses[${index}]`, detail: `statuses[${index}] is no status` })
  return status
}

/** [A3] An empty page and something that is not there are different answers. */
async function refuseUnknown(world: Narrowed, tenant: string, commandId: string, deviceId: string): Promise<void> {
  if (commandId !== '') {
    if (await world.messages.command(tenant, commandId)) return
    throw new SottoError('NOT_FOUND', { detail: commandId, field: 'command_id' })
  }
  const place = { tenant, partition: partitionOfDevice(deviceId, world.places.partitions) }
  if (!(await world.devices.get(place, deviceId)))
    throw new SottoError('NOT_FOUND', { detail: deviceId, field: 'device_id' })
}
