import { commandOf } from '../ids.ts'
import type { Place } from '../ports/messages.ts'
import type { CommandBrief, MessageBrief, Search } from '../ports/search.ts'
import { type Unit, unitSource } from './sources.ts'
import { isCommandWanted, isMessageWanted, type Source, type Wanted } from './wanted.ts'

/** Records read in the first look of a page, and at most in one: some milliseconds. Most pages are full after a few. */
const MESSAGES_A_LOOK_MIN = 64
const MESSAGES_A_LOOK_MAX = 256
/** Units of a list for so many messages: commands are for one device or for many. */
const MESSAGES_A_UNIT = 4

export type Found = { place: Place; message: MessageBrief; command: CommandBrief }
type Row = Found & { rank: string | number; after: string }

/**
 * One place's part of a search. A position is where in the list, and if in the middle of a command, which and how far:
 * `<place in the list>|<key>|<offset>`. It stays good whatever is added or ends meanwhile.
 */
export type Walk = {
  readonly partition: number
  /** Found, and not taken yet. */
  readonly rows: readonly Row[]
  /** Nothing is left to be looked at. */
  readonly isAtEnd: boolean
  /** Where to go on after what was taken; undefined: all was. */
  readonly position: string | undefined
  /** Looks a little further. Gives about how many records that read. */
  look(): Promise<number>
  take(): Row
}

export function createWalk(
  search: Search,
  place: Place,
  source: Source,
  wanted: Wanted,
  start: string | undefined,
): Walk {
  const units = unitSource(search, place, source, wanted)
  const rows: Row[] = []
  const waiting: { unit: Unit; offset: number }[] = []
  /** Of the list; undefined: it was read to its end. */
  let listAt: string | undefined = start?.split('|')[0]
  let [, middleOf = '', offset = '0'] = start?.split('|') ?? []
  let taken = start
  let cost = 0
  let size = MESSAGES_A_LOOK_MIN

  /** Behind all that was looked at. */
  function lookedTo(): string | undefined {
    const next = waiting[0]
    if (!next) return listAt
    return next.offset > 0 ? `${next.unit.after}|${next.unit.key}|${next.offset}` : beforeOf
  }
  /** Behind the newest unit that was looked at whole. */
  let beforeOf = listAt

  async function fill(): Promise<void> {
    if (middleOf !== '') {
      waiting.push({ unit: await units.again(middleOf, listAt!), offset: Number(offset) })
      middleOf = ''
      return
    }
    if (listAt === undefined) return
    const page = await units.read(listAt, Math.ceil(size / MESSAGES_A_UNIT))
    cost += page.cost
    beforeOf = listAt
    listAt = page.position
    waiting.push(...page.units.map((unit) => ({ unit, offset: 0 })))
  }

  /** The next messages, whole units where they are small. */
  function cut(): { unit: Unit; from: number; to: number }[] {
    const slices: { unit: Unit; from: number; to: number }[] = []
    let room = size
    while (room > 0 && waiting.length > 0) {
      const next = waiting[0]!
      const to = Math.min(next.unit.ids.length, next.offset + room)
      slices.push({ unit: next.unit, from: next.offset, to })
      room -= to - next.offset
      next.offset = to
      if (to < next.unit.ids.length) break
      waiting.shift()
      beforeOf = next.unit.after
    }
    return slices
  }

  async function look(): Promise<number> {
    cost = 0
    if (waiting.length === 0) await fill()
    const slices = cut()
    size = Math.min(MESSAGES_A_LOOK_MAX, size * 2)
    const commands = await search.commands(place, [...new Set(slices.flatMap(commandsIn))])
    const isWanted = (id: string): boolean => {
      const command = commands.get(commandOf(id))
      return command !== undefined && isCommandWanted(wanted, command)
    }
    const ids = slices.flatMap(({ unit, from, to }) => unit.ids.slice(from, to)).filter(isWanted)
    const messages = await search.messages(place, ids)
    const codes = await codesFor(messages)
    for (const { unit, from, to } of slices) {
      for (let i = from; i < to; i++) {
        const message = messages.get(unit.ids[i]!)
        if (!message || !isMessageWanted(wanted, message)) continue
        if (wanted.reason !== '' && (message.reason || codes.get(message.messageId)) !== wanted.reason) continue
        const after = i + 1 === unit.ids.length ? unit.after : `${unit.after}|${unit.key}|${i + 1}`
        rows.push({ place, message, command: commands.get(commandOf(message.messageId))!, rank: unit.rank, after })
      }
    }
    if (rows.length === 0) taken = lookedTo()
    return cost + commands.size + ids.length
  }

  /** Only a search by reason needs them here. */
  async function codesFor(messages: Map<string, MessageBrief>): Promise<Map<string, string>> {
    if (wanted.reason === '') return new Map()
    const unsaid = [...messages.values()].filter((message) => message.reason === '' && isMessageWanted(wanted, message))
    return search.outcomeCodes(
      place,
      unsaid.map(({ messageId }) => messageId),
    )
  }

  return {
    partition: place.partition,
    rows,
    get isAtEnd() {
      return listAt === undefined && waiting.length === 0
    },
    get position() {
      return taken
    },
    look,
    take() {
      const row = rows.shift()!
      taken = rows.length === 0 ? lookedTo() : row.after
      return row
    },
  }
}

const commandsIn = ({ unit, from, to }: { unit: Unit; from: number; to: number }): string[] =>
  unit.ids.slice(from, to).map(commandOf)
