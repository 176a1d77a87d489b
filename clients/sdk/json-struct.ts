import type { Struct } from '../../proto/gen/google/protobuf/Struct.ts'
import type { Value } from '../../proto/gen/google/protobuf/Value.ts'
import { SottoError } from './sotto-error.ts'

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue | undefined }
export type JsonObject = { [key: string]: JsonValue | undefined }

/** Deeper is a mistake, or an attack on the stack of whoever reads it. */
const DEPTH_MAX = 64

/** Parameters as google.protobuf.Struct. `undefined` members are left out, as JSON does. */
export function toStruct(object: JsonObject, path = 'params', depth = 0): Struct {
  const fields: Record<string, Value> = {}
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) fields[key] = toValue(value, `${path}.${key}`, depth + 1)
  }
  return { fields }
}

function toValue(value: JsonValue, path: string, depth: number): Value {
  if (depth > DEPTH_MAX) throw badValue(path, `is nested deeper than ${DEPTH_MAX}`)
  if (value === null) return { nullValue: 'NULL_VALUE' }
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw badValue(path, 'is not a finite number')
    return { numberValue: value }
  }
  if (Array.isArray(value))
    return { listValue: { values: value.map((item, index) => toValue(item ?? null, `${path}[${index}]`, depth + 1)) } }
  if (typeof value === 'object') return { structValue: toStruct(value, path, depth) }
  throw badValue(path, `is a ${typeof value}`)
}

function badValue(field: string, why: string): SottoError {
  return new SottoError(`The parameter ${field} ${why}, which JSON can not say. Correct it.`, {
    code: 'invalid_argument',
    reason: 'BAD_INPUT',
    field,
  })
}
