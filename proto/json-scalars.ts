import type protobuf from 'protobufjs'
import { JsonProblem, shown } from './json-problem.ts'

/** One protobuf type without parts: how JSON says it, and back. `zero` makes its default. */
export type Scalar = {
  zero(): unknown
  fromJson(json: unknown): unknown
  toJson(value: unknown): unknown
}

/** 64-bit integers are JavaScript numbers here: exact up to 2^53, and refused beyond it. */
const INTEGERS: Record<string, readonly [number, number]> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  sint32: [-(2 ** 31), 2 ** 31 - 1],
  sfixed32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  fixed32: [0, 2 ** 32 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  sint64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  sfixed64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint64: [0, Number.MAX_SAFE_INTEGER],
  fixed64: [0, Number.MAX_SAFE_INTEGER],
}

export function scalar(type: string): Scalar | undefined {
  const bounds = INTEGERS[type]
  if (bounds) return integer(bounds, type.endsWith('64'))
  if (type === 'string') return TEXT
  if (type === 'bool') return BOOL
  if (type === 'bytes') return BYTES
  if (type === 'double' || type === 'float') return DECIMAL
  return undefined
}

function integer([min, max]: readonly [number, number], asText: boolean): Scalar {
  return {
    zero: () => 0,
    fromJson(json) {
      const value = typeof json === 'string' && /^-?\d{1,19}$/.test(json) ? Number(json) : json
      if (typeof value !== 'number' || !Number.isInteger(value))
        throw new JsonProblem(`must be a whole number, not ${shown(json)}`)
      if (value < min || value > max) throw new JsonProblem(`must be from ${min} to ${max}, not ${shown(json)}`)
      return value === 0 ? 0 : value
    },
    toJson: asText ? (value) => String(value) : (value) => value,
  }
}

const DECIMAL_WORDS: Record<string, number> = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity }
const DECIMAL: Scalar = {
  zero: () => 0,
  fromJson(json) {
    if (typeof json === 'number') return json
    const word = typeof json === 'string' ? DECIMAL_WORDS[json] : undefined
    if (word !== undefined) return word
    const value = typeof json === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(json) ? Number(json) : Number.NaN
    if (!Number.isFinite(value)) throw new JsonProblem(`must be a number, not ${shown(json)}`)
    return value
  },
  toJson: (value) => (Number.isFinite(value) ? value : String(value)),
}

const BOOL: Scalar = {
  zero: () => false,
  fromJson(json) {
    if (typeof json !== 'boolean') throw new JsonProblem(`must be true or false, not ${shown(json)}`)
    return json
  },
  toJson: (value) => value,
}

/** Half of a surrogate pair has no UTF-8, and would silently become another character. */
const LONE_SURROGATE = /\p{Surrogate}/u
const TEXT: Scalar = {
  zero: () => '',
  fromJson: text,
  toJson: (value) => value,
}
export function text(json: unknown): string {
  if (typeof json !== 'string') throw new JsonProblem(`must be a text, not ${shown(json)}`)
  if (LONE_SURROGATE.test(json)) throw new JsonProblem('must be Unicode text, and has half of a surrogate pair')
  return json
}

/** Standard and URL-safe alphabet, with or without padding, as proto3 JSON asks. */
const BASE64 = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/
const BYTES: Scalar = {
  zero: () => Buffer.alloc(0),
  fromJson(json) {
    if (typeof json !== 'string' || !isBase64(json)) throw new JsonProblem(`must be base64, not ${shown(json)}`)
    return Buffer.from(json, 'base64')
  },
  toJson: (value) => Buffer.from(value as Uint8Array).toString('base64'),
}
function isBase64(word: string): boolean {
  if (!BASE64.test(word)) return false
  const padded = word.indexOf('=')
  return padded < 0 ? word.length % 4 !== 1 : word.length % 4 === 0
}

/** Its name, or a number that it knows. */
export function enumeration(type: protobuf.Enum): Scalar {
  const first = Object.keys(type.values)[0]!
  return {
    zero: () => first,
    fromJson(json) {
      if (typeof json === 'string' && Object.hasOwn(type.values, json)) return json
      const name = typeof json === 'number' ? type.valuesById[json] : undefined
      if (name === undefined)
        throw new JsonProblem(`must be one of ${Object.keys(type.values).join(', ')}, not ${shown(json)}`)
      return name
    },
    // A number stands for a value that this version does not know, and stays a number, as proto3 JSON says.
    toJson: (value) => (typeof value === 'number' ? (type.valuesById[value] ?? value) : value),
  }
}
