import { messageId } from '../../core/ids.ts'
import type { CommandRecord } from '../../core/ports/messages.ts'

export type StoredCommand = CommandRecord & { deliverByAt: number }

export const deliverByAt = (command: CommandRecord): number => command.acceptedAt + command.clocks.deliverBy * 1_000

/** The fields record and content of a command's hash. */
export const writeCommand = ({ content, ...record }: CommandRecord): [record: string, content: string] => [
  JSON.stringify(record),
  content,
]

export function readCommand(
  record: Buffer | null | undefined,
  content: Buffer | null | undefined,
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
