import { crc32 } from 'node:zlib'
import { apply, type Entry, type JournalRecord, type Owner } from './journal.ts'

/**
 * One record a line: eight hex digits of CRC-32 of the rest, a space, JSON. The first line names the owner. A line
 * that was cut or damaged fails its sum and is left out: it makes no record that nobody wrote.
 */
type Header = { journal: 1; owner: Owner }

export const headerLine = (owner: Owner): string => line({ journal: 1, owner } satisfies Header)
export const recordLine = (record: JournalRecord): string => line(record)

/** `isClean`: every byte belongs to a good line, so that the next one can be appended. */
export type Replay = { owner: Owner | undefined; entries: Map<string, Entry>; badLines: number; isClean: boolean }

export function replay(text: string): Replay {
  const lines = text.split('\n')
  const tail = lines.pop() ?? ''
  const entries = new Map<string, Entry>()
  let badLines = 0
  let owner: Owner | undefined
  // The last line may be whole and lack only its end.
  for (const [index, candidate] of [...lines, ...(tail === '' ? [] : [tail])].entries()) {
    const value = read(candidate)
    if (value === undefined) badLines++
    else if (index === 0 && isHeader(value)) owner = value.owner
    else if (isRecord(value)) apply(entries, value)
  }
  return { owner, entries, badLines, isClean: tail === '' && badLines === 0 }
}

function line(value: object): string {
  const json = JSON.stringify(value)
  return `${sum(json)} ${json}\n`
}

const sum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

function read(candidate: string): object | undefined {
  const json = candidate.slice(9)
  if (candidate[8] !== ' ' || candidate.slice(0, 8) !== sum(json)) return undefined
  return JSON.parse(json) as object
}

const isHeader = (value: object): value is Header => 'journal' in value && value.journal === 1
const isRecord = (value: object): value is JournalRecord => 'type' in value && 'messageId' in value
