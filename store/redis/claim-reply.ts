import { commandOf } from '../../core/ids.ts'
import type { Claim, Claimed, ClaimedCancel } from '../../core/ports/messages.ts'
import { readCommand, type StoredCommand } from './stored-command.ts'

type Wire = Claimed['wire']
/** As a reply of the server's or a packed message brings it. */
type Word = Buffer | string | number
/** Of one device: itself, epoch, channel, wire, node, identifiers without anything between, attempts with commas (absent: all the first). */
type Row = Word[]
/** Record and content of a command. */
type Shared = [record: Buffer | string, content: Buffer | string]

/** Characters of a message's identifier. */
const ID_CHARS = 28

/** What functions/claim.lua returns. */
export function readClaim(reply: unknown[]): Claim {
  const [more, rows, cancels, canaries, commands, againMs] = reply as [number, Row[], Row[], Buffer[], Shared[], number]
  return {
    more: Number(more) === 1,
    ...(Number(againMs) > 0 && { againMs: Number(againMs) }),
    canaries: canaries.map(String),
    cancels: cancels.map(
      ([id, device, node, channel, wire]): ClaimedCancel => ({
        messageId: String(id),
        device: String(device),
        node: String(node),
        channel: Number(channel),
        wire: String(wire) as Wire,
      }),
    ),
    messages: readRows(rows, commands),
  }
}

/** This runs for each message that is sent: no object or text more than needed. */
export function readRows(rows: Row[], commands: Shared[]): Claimed[] {
  const byId = new Map<string, StoredCommand>()
  for (const [record, content] of commands) {
    const command = readCommand(record, content)
    if (command) byId.set(command.commandId, command)
  }
  const claimed: Claimed[] = []
  for (const row of rows) {
    const [device, epoch, channel] = [String(row[0]), Number(row[1]), Number(row[2])]
    const [wire, node] = [String(row[3]) as Wire, String(row[4])]
    const ids = String(row[5])
    const attempts = row[6] === undefined ? [] : String(row[6]).split(',')
    for (let at = 0; at < ids.length; at += ID_CHARS) {
      const messageId = ids.slice(at, at + ID_CHARS)
      const command = byId.get(commandOf(messageId))
      if (!command) continue
      const attempt = Number(attempts[at / ID_CHARS] ?? 1)
      claimed.push({ messageId, device, epoch, attempt, command, node, channel, wire })
    }
  }
  return claimed
}
