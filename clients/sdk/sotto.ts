import type { CancelResponse__Output } from '../../proto/gen/sotto/v1/CancelResponse.ts'
import type { ExplainResponse__Output } from '../../proto/gen/sotto/v1/ExplainResponse.ts'
import type { GetCommandResponse__Output } from '../../proto/gen/sotto/v1/GetCommandResponse.ts'
import type { GetMessageResponse__Output } from '../../proto/gen/sotto/v1/GetMessageResponse.ts'
import type { ListMessagesResponse__Output } from '../../proto/gen/sotto/v1/ListMessagesResponse.ts'
import type { SubmitResponse__Output } from '../../proto/gen/sotto/v1/SubmitResponse.ts'
import { type AccessApi, accessApi } from './access.ts'
import { type Connection, type ConnectionOptions, openConnection } from './connection.ts'
import { type Draft, toSubmitRequest } from './draft.ts'
import { type FleetApi, fleetApi } from './fleet.ts'
import {
  type Command,
  fromStatus,
  isFinal,
  type Message,
  type Status,
  toCommand,
  toMessage,
  toStatus,
} from './message.ts'
import { type ObserveApi, observeApi } from './observe.ts'
import { listAll, type Page } from './paging.ts'
import { type QueueApi, queueApi } from './queue-switches.ts'
import { SottoError } from './sotto-error.ts'
import { createSubmitQueue } from './submit-queue.ts'
import { type SubscriptionApi, subscriptionApi } from './subscriptions.ts'
import { type Standing, type WaitOptions, waitUntilFinal } from './wait.ts'
import { createWatch } from './watch.ts'
import type { Watch, WatchOptions } from './watch-options.ts'

/** [M1] What was stored, and how safely (`durability`: always or everysec). */
export type Submitted = SubmitResponse__Output
/** [M12] How many messages ended at once, were asked to end, and were final already. */
export type Canceled = CancelResponse__Output
/** [M13] Why it is not finished, and what would change that. Times are Unix ms, 0: no clock runs. */
export type Explanation = Omit<ExplainResponse__Output, 'status'> & { status: Status }

/** How a command ended: all of it (up to 1,000 messages), and whether every message succeeded. */
export type Settled = {
  commandId: string
  satisfied: boolean
  messageCount: number
  finals: Partial<Record<Status, number>>
  messages: Message[]
}

export type ListOptions = {
  commandId?: string
  deviceId?: string
  statuses?: readonly Status[]
  /** Messages a call: 1–500. */
  pageSize?: number
}

/**
 * The application's side of Sotto. Every call rejects with a SottoError.
 *
 *     const sotto = createSotto({ address: '127.0.0.1:7071', key })
 *     const { satisfied } = await sotto.run({ action: 'lock', devices: ['kiosk-1'] })
 */
export type Sotto = FleetApi &
  AccessApi &
  SubscriptionApi &
  ObserveApi &
  QueueApi & {
    /** [M1, M11] Stores one message a device. Sent again, with the same idempotency key, while nobody answers. */
    submit(draft: Draft): Promise<Submitted>
    /** Until the command's messages, or the message, are final. */
    waitFor(id: string, options?: WaitOptions): Promise<Settled>
    /** `submit`, then `waitFor`. */
    run(draft: Draft, options?: WaitOptions): Promise<Settled>
    /** NOT_FOUND when there is none in this tenant. */
    get(messageId: string): Promise<Message>
    getCommand(commandId: string): Promise<Command>
    /** Newest first: of a command, of a device, or of the tenant. Reads pages as the loop goes on. */
    list(options?: ListOptions): AsyncIterableIterator<Message>
    /** [M12] A command (`c…`) or a message (`m…`). */
    cancel(id: string): Promise<Canceled>
    /** [M13] */
    explain(messageId: string): Promise<Explanation>
    /** Hook events as they happen [H1–H7]. */
    watch(options?: WatchOptions): Watch
    /** Ends what runs; what is under way rejects with the reason CLOSED. */
    close(): void
  }

/** Messages that `Settled` holds at most. */
const SETTLED_MESSAGES_MAX = 1_000
/** Devices that a wait names in its filter; with more of them it filters by action. */
const FILTER_DEVICES_MAX = 50

/** Connects when first used, and again whenever it has to. */
export function createSotto(options: ConnectionOptions): Sotto {
  const connection = openConnection(options)
  const { commands } = connection

  const submits = createSubmitQueue(connection)

  const submit: Sotto['submit'] = (draft) => {
    const request = toSubmitRequest(draft)
    if (!draft.traceparent) return connection.repeat(() => submits.submit(request))
    // The context is a header of the call, so this one has its own.
    return connection.call<Submitted>('repeatable', (metadata, ...rest) => {
      metadata.set('traceparent', draft.traceparent ?? '')
      if (draft.tracestate) metadata.set('tracestate', draft.tracestate)
      return commands.submit(request, metadata, ...rest)
    })
  }

  const get: Sotto['get'] = async (messageId) => {
    const answer = await connection.call<GetMessageResponse__Output>('repeatable', (...rest) =>
      commands.getMessage({ messageId }, ...rest),
    )
    if (!answer.message) throw notFound(messageId)
    return toMessage(answer.message)
  }

  const getCommand: Sotto['getCommand'] = async (commandId) =>
    toCommand(
      await connection.call<GetCommandResponse__Output>('repeatable', (...rest) =>
        commands.getCommand({ commandId }, ...rest),
      ),
    )

  const list: Sotto['list'] = (where = {}) => listAll((pageToken) => listPage(connection, where, pageToken))

  const standing = async (id: string): Promise<Standing> => {
    if (kindOf(id) === 'message') {
      const message = await get(id)
      const { commandId, action, acceptedAt } = message
      const final = isFinal(message.status)
      return { type: 'message', message, commandId, action, acceptedAt, messageCount: 1, final }
    }
    const command = await getCommand(id)
    const { commandId, action, acceptedAt, messageCount } = command
    return { type: 'command', command, commandId, action, acceptedAt, messageCount, final: command.open === 0 }
  }

  const devicesOf = async (of: Standing): Promise<string[]> => {
    if (of.type === 'message') return [of.message.deviceId]
    if (of.messageCount > FILTER_DEVICES_MAX) return []
    return (await takeUpTo(list({ commandId: of.commandId }), FILTER_DEVICES_MAX)).map(({ deviceId }) => deviceId)
  }

  const waitFor: Sotto['waitFor'] = async (id, waiting) => {
    const end = await waitUntilFinal(connection, { standing, devicesOf }, id, waiting)
    if (end.type === 'message') return settledMessage(end.message)
    const messages = await takeUpTo(list({ commandId: id }), SETTLED_MESSAGES_MAX)
    const { commandId, messageCount, finals } = end.command
    return { commandId, messageCount, finals, messages, satisfied: finals.succeeded === messageCount }
  }

  return {
    submit,
    waitFor,
    run: async (draft, waiting) => waitFor((await submit(draft)).commandId, waiting),
    get,
    getCommand,
    list,
    cancel: (id) =>
      connection.call<Canceled>('repeatable', (...rest) =>
        commands.cancel(kindOf(id) === 'message' ? { messageId: id } : { commandId: id }, ...rest),
      ),
    async explain(messageId) {
      const answer = await connection.call<ExplainResponse__Output>('repeatable', (...rest) =>
        commands.explain({ messageId }, ...rest),
      )
      return { ...answer, status: toStatus(answer.status) }
    },
    watch: (watching = {}) => createWatch(connection, watching),
    ...fleetApi(connection),
    ...accessApi(connection),
    ...subscriptionApi(connection),
    ...observeApi(connection),
    ...queueApi(connection),
    close: () => connection.close(),
  }
}

async function listPage(
  { call, commands }: Connection,
  { statuses, ...where }: ListOptions,
  pageToken: string,
): Promise<Page<Message>> {
  const request = { ...where, pageToken, statuses: statuses?.map(fromStatus) ?? [] }
  const page = await call<ListMessagesResponse__Output>('repeatable', (...rest) =>
    commands.listMessages(request, ...rest),
  )
  return { items: page.messages.map(toMessage), nextPageToken: page.nextPageToken }
}

function settledMessage(message: Message): Settled {
  const { commandId, status } = message
  return { commandId, messageCount: 1, finals: { [status]: 1 }, messages: [message], satisfied: status === 'succeeded' }
}

async function takeUpTo<Item>(items: AsyncIterable<Item>, max: number): Promise<Item[]> {
  const taken: Item[] = []
  for await (const item of items) if (taken.push(item) >= max) break
  return taken
}

/** An identifier says what it is by its first letter. */
function kindOf(id: string): 'command' | 'message' {
  if (id.startsWith('m')) return 'message'
  if (id.startsWith('c')) return 'command'
  throw new SottoError(`"${id}" is neither a command (c…) nor a message (m…). Take the identifier that submit gave.`, {
    code: 'invalid_argument',
    reason: 'BAD_INPUT',
    field: 'id',
  })
}

function notFound(messageId: string): SottoError {
  return new SottoError(`There is no message ${messageId} here.`, { code: 'not_found', reason: 'NOT_FOUND' })
}
