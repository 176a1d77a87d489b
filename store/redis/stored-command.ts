import { messageId } from '../../core/ids.ts'
import type { CommandRecord } from '../../core/ports/messages.ts'
import { double, short, toBuffer, u16, utf8 } from './bytes.ts'
import { eventHead } from './event-head.ts'

export type StoredCommand = CommandRecord & { deliverByAt: number }

export const deliverByAt = (command: CommandRecord): number => command.acceptedAt + command.clocks.deliverBy * 1_000

/** The fields record and content of a command's hash. */
export const writeCommand = ({ content, ...record }: CommandRecord): [record: string, content: string] => [
  JSON.stringify(record),
  content,
]

/** SHARED of functions/shared/record.lua: what each message of a command needs of it. */
export function packShared(command: CommandRecord): Buffer {
  const { hook, clocks, concurrencyKey, contentSha256, action } = command
  const [only = '', ...others] = hook.applications
  const event = eventHead(command)
  const words = [others.length > 0 ? '' : only, concurrencyKey, contentSha256, action]
  const times = [clocks.ackBy * 1_000, clocks.lease * 1_000, clocks.completeBy * 1_000, deliverByAt(command)]
  let packed = u16(event.length) + event
  for (const word of words) packed += short(utf8(word))
  for (const time of times) packed += double(time)
  return toBuffer(packed)
}

export function readCommand(
  record: Buffer | string | null | undefined,
  content: Buffer | string | null | undefined,
): StoredCommand | undefined {
  if (!record) return undefined
  const command = {
    ...(JSON.parse(record.toString()) as Omit<CommandRecord, 'content'>),
    content: content?.toString() ?? '',
  }
  return { ...command, deliverByAt: deliverByAt(command) }
}

/** The messages of a command in a partition, from the packed indexes of its hash. */
export const idsOf = (commandId: string, partition: number, indexes: string): string[] => {
  const stem = messageId(commandId, partition, 0).slice(0, -4)
  const ids: string[] = []
  for (let at = 0; at < indexes.length; at += 4) ids.push(stem + indexes.slice(at, at + 4))
  return ids
}
