import { isObject, JsonProblem, shown } from './json-problem.ts'
import { text } from './json-scalars.ts'

/** google.protobuf.Value as protobufjs decodes it; `kind` names the member that is set. */
export type StructValue = {
  kind?: 'nullValue' | 'numberValue' | 'stringValue' | 'boolValue' | 'structValue' | 'listValue'
  nullValue?: 'NULL_VALUE' | 0
  numberValue?: number
  stringValue?: string
  boolValue?: boolean
  structValue?: Struct | null
  listValue?: { values?: StructValue[] } | null
}
export type Struct = { fields?: Record<string, StructValue> }

/** Objects and lists inside each other. The binary decoder stops at a hundred messages, and a level of a Struct is three. */
export const NESTING_MAX = 30

/** A JSON object as google.protobuf.Struct. */
export function jsonToStruct(json: unknown, depth = 0): Struct {
  if (!isObject(json)) throw new JsonProblem(`must be an object, not ${shown(json)}`)
  if (depth >= NESTING_MAX) throw new JsonProblem(`must not be nested deeper than ${NESTING_MAX} levels`)
  const fields: Record<string, StructValue> = {}
  for (const name of Object.keys(json)) {
    try {
      fields[mapKey(name)] = jsonToValue(json[name], depth + 1)
    } catch (problem) {
      throw JsonProblem.inside(name, problem)
    }
  }
  return { fields }
}

/** google.protobuf.Struct as the JSON object it means. */
export function structToJson(struct: Struct, depth = 0): Record<string, unknown> {
  if (depth >= NESTING_MAX) throw new JsonProblem(`must not be nested deeper than ${NESTING_MAX} levels`)
  const json: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(struct.fields ?? {})) {
    try {
      json[mapKey(name)] = valueToJson(value, depth + 1)
    } catch (problem) {
      throw JsonProblem.inside(name, problem)
    }
  }
  return json
}

export function jsonToValue(json: unknown, depth: number): StructValue {
  if (json === null) return { kind: 'nullValue', nullValue: 'NULL_VALUE' }
  if (typeof json === 'number') return { kind: 'numberValue', numberValue: json }
  if (typeof json === 'boolean') return { kind: 'boolValue', boolValue: json }
  if (Array.isArray(json)) return { kind: 'listValue', listValue: { values: jsonToValues(json, depth) } }
  if (isObject(json)) return { kind: 'structValue', structValue: jsonToStruct(json, depth) }
  return { kind: 'stringValue', stringValue: text(json) }
}

export function jsonToValues(json: unknown, depth: number): StructValue[] {
  if (!Array.isArray(json)) throw new JsonProblem(`must be a list, not ${shown(json)}`)
  if (depth >= NESTING_MAX) throw new JsonProblem(`must not be nested deeper than ${NESTING_MAX} levels`)
  return json.map((item, index) => atIndex(index, () => jsonToValue(item, depth + 1)))
}

export function valueToJson(value: StructValue, depth: number): unknown {
  if (value.structValue) return structToJson(value.structValue, depth)
  if (value.listValue) return valuesToJson(value.listValue.values ?? [], depth)
  if (value.stringValue !== undefined) return value.stringValue
  if (value.boolValue !== undefined) return value.boolValue
  if (value.numberValue === undefined) return null
  if (!Number.isFinite(value.numberValue)) throw new JsonProblem(`must be a number that JSON can say`)
  return value.numberValue
}

export function valuesToJson(values: StructValue[], depth: number): unknown[] {
  if (depth >= NESTING_MAX) throw new JsonProblem(`must not be nested deeper than ${NESTING_MAX} levels`)
  return values.map((item, index) => atIndex(index, () => valueToJson(item, depth + 1)))
}

function atIndex<T>(index: number, convert: () => T): T {
  try {
    return convert()
  } catch (problem) {
    throw JsonProblem.inside(`[${index}]`, problem)
  }
}

/** The one name that would not become an own property of an object. */
export function mapKey(name: string): string {
  if (name === '__proto__') throw new JsonProblem('can not be used as a name')
  return text(name)
}
