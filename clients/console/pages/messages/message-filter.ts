import type { MessageFilter, MessageFilter__Output } from '../../../../proto/gen/sotto/v1/MessageFilter.ts'
import { longStatus, lookOf, STATUS_LOOKS, shortStatus } from '../../design/status.ts'
import { fullTime } from '../../design/time.tsx'

/** What an address of /messages says after its `?`: the JSON names of MessageFilter. */
export type FilterWords = Partial<Record<FilterField, string>>
export type FilterField = (typeof FIELDS)[number]['name']

/** In the order in which they are offered. */
export const FIELDS = [
  { name: 'statuses', title: 'Status' },
  { name: 'deviceId', title: 'Device', hint: 'The whole identifier' },
  { name: 'action', title: 'Action' },
  { name: 'reason', title: 'Reason', hint: 'ATTEMPTS_EXHAUSTED, PROGRAM_EXIT, …' },
  { name: 'fromAt', title: 'Accepted since' },
  { name: 'toAt', title: 'Accepted before' },
  { name: 'actor', title: 'Actor', hint: 'The identifier of the key that submitted it' },
  { name: 'id', title: 'Message or command', hint: 'm… or c…' },
  { name: 'idempotencyKey', title: 'Idempotency key', hint: 'Of the last 24 h' },
] as const

export const titleOf = (field: FilterField): string => FIELDS.find(({ name }) => name === field)!.title

/** Words that are no field, or have no meaning there, are left out. */
export function readWords(search: Record<string, string>): FilterWords {
  const given = FIELDS.flatMap(({ name }) => (search[name] ? [[name, String(search[name])]] : []))
  return Object.fromEntries(given) as FilterWords
}

export const statusesOf = ({ statuses }: FilterWords): string[] =>
  (statuses ?? '')
    .split(',')
    .map(longStatus)
    .filter((status) => status in STATUS_LOOKS)

export function toFilter(words: FilterWords): MessageFilter {
  const { statuses, fromAt, toAt, ...texts } = words
  return {
    ...texts,
    ...(statuses && { statuses: statusesOf(words) as NonNullable<MessageFilter['statuses']> }),
    ...(Number(fromAt) > 0 && { fromAt: Number(fromAt) }),
    ...(Number(toAt) > 0 && { toAt: Number(toAt) }),
  }
}

/** The page that shows what a filter finds. */
export function addressOf(filter: MessageFilter__Output): string {
  const query = new URLSearchParams()
  for (const { name } of FIELDS) {
    const value = filter[name]
    if (Array.isArray(value)) {
      if (value.length > 0) query.set(name, value.map((status) => shortStatus(String(status))).join(','))
    } else if (value) query.set(name, String(value))
  }
  return `/messages?${query.toString()}`
}

/** As a chip says it. */
export function inWords(field: FilterField, value: string): string {
  if (field === 'statuses')
    return value
      .split(',')
      .map(longStatus)
      .map((status) => lookOf(status).word)
      .join(', ')
  if (field === 'fromAt' || field === 'toAt') return fullTime(Number(value))
  return value
}

/** A sentence for who is about to act on all of it. */
export const sentenceOf = (words: FilterWords): string =>
  FIELDS.flatMap(({ name, title }) =>
    words[name] ? [`${title.toLowerCase()}: ${inWords(name, words[name])}`] : [],
  ).join(' · ')
