import { commandOf } from '../ids.ts'
import type { Place } from '../ports/messages.ts'
import type { Ranked, Search } from '../ports/search.ts'
import type { Source, Wanted } from './wanted.ts'

/** Entries of the index that are looked at for one page of units. */
const ENTRIES_A_LOOK = 50_000

/**
 * A part of a list: messages that are looked at together, which are one command's or one alone. `after`: the place in the
 * list behind it. `rank` orders the units of all places, the highest first.
 */
export type Unit = { key: string; ids: string[]; rank: string | number; after: string }
export type UnitPage = { units: Unit[]; position: string | undefined; cost: number }

/** Reads `count` units of a list of one place from a position on; '' is its beginning. `again` finds a unit that was left in its middle. */
export type UnitSource = {
  read(position: string, count: number): Promise<UnitPage>
  again(key: string, after: string): Promise<Unit>
}

export function unitSource(search: Search, place: Place, source: Source, wanted: Wanted): UnitSource {
  switch (source) {
    case 'id':
      return ofIdentifier(search, place, wanted)
    case 'device':
      return ofDevice(search, place, wanted.device)
    case 'time':
      return ofTime(search, place, wanted)
    default:
      return ofSet(search, place, source)
  }
}

function ofIdentifier(search: Search, place: Place, { messageId, commandId }: Wanted): UnitSource {
  const again = async (key: string): Promise<Unit> => {
    const ids = messageId !== '' ? [messageId] : ((await search.messagesOf(place, [commandId]))[0] ?? [])
    return { key, ids, rank: 0, after: 'end' }
  }
  return {
    async read(position) {
      return { units: position === '' ? [await again(messageId || commandId)] : [], position: undefined, cost: 1 }
    },
    again,
  }
}

/** The list is short [B1], and identifiers sort by time. */
function ofDevice(search: Search, place: Place, device: string): UnitSource {
  const unitOf = (id: string): Unit => ({ key: id, ids: [id], rank: id, after: id })
  return {
    async read(position, count) {
      const ids = (await search.messagesOfDevice(place, device)).sort().reverse()
      const left = position === '' ? ids : ids.filter((id) => id < position)
      const units = left.slice(0, count).map(unitOf)
      return { units, position: left.length > units.length ? units.at(-1)!.after : undefined, cost: units.length }
    },
    again: async (key) => unitOf(key),
  }
}

function ofTime(search: Search, place: Place, { fromAt, toAt, action, actor }: Wanted): UnitSource {
  return {
    async read(start, count) {
      const range = { after: start === '' ? undefined : start, fromAt, toAt }
      const bounds = { foundMax: count, entriesMax: ENTRIES_A_LOOK }
      const { commands, position, entries } = await search.commandsByTime(place, range, { action, actor }, bounds)
      const ids = await search.messagesOf(
        place,
        commands.map(({ commandId }) => commandId),
      )
      const units = commands.map(({ commandId, position: after }, i) => ({
        ...{ key: commandId, ids: ids[i]!, rank: commandId, after },
      }))
      // An entry of the index is a comparison of some bytes; a command or a message is a read of its own.
      return { units, position, cost: commands.length + Math.ceil(entries / 200) }
    },
    async again(commandId, after) {
      return { key: commandId, ids: (await search.messagesOf(place, [commandId]))[0]!, rank: commandId, after }
    },
  }
}

/** What is open, or ended badly. A message with a clock is listed by itself, unless its command is there and lists it. */
function ofSet(search: Search, place: Place, set: 'open' | 'bad'): UnitSource {
  const afterOf = ({ member, score }: Ranked): string => `${score},${member}`
  const read = (text: string): Ranked => ({ score: Number(text.split(',')[0]), member: text.split(',')[1]! })
  const isCommand = (member: string): boolean => member.startsWith('c')

  return {
    async read(position, count) {
      const after = position === '' ? undefined : read(position)
      const ranked = await search.ranked(place, set, after, count)
      const commands = ranked.filter(({ member }) => isCommand(member)).map(({ member }) => member)
      // What stands for a device is about what it was sent, whose commands are there.
      const singles = ranked.filter(({ member }) => member.startsWith('m')).map(({ member }) => member)
      const [ofCommands, isListed] = await Promise.all([
        commands.length === 0 ? [] : search.messagesOf(place, commands),
        set === 'bad' ? singles.map(() => false) : search.areOpen(place, singles.map(commandOf)),
      ])
      const ids = new Map<string, string[]>(commands.map((member, i) => [member, ofCommands[i]!]))
      for (const [i, member] of singles.entries()) ids.set(member, isListed[i] ? [] : [member])
      const units = ranked.map((one) => ({
        ...{ key: one.member, ids: ids.get(one.member) ?? [], rank: one.score, after: afterOf(one) },
      }))
      // A member that moved while we looked makes a page shorter; only an empty one is the end.
      return { units, position: units.at(-1)?.after, cost: ranked.length }
    },
    async again(key, after) {
      const ids = isCommand(key) ? (await search.messagesOf(place, [key]))[0]! : [key]
      return { key, ids, rank: read(after).score, after }
    },
  }
}
