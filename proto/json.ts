/**
 * proto3 JSON of every message, from the descriptor. Values are plain objects as proto/gen types them: camelCase, 64-bit
 * integers as numbers, enums as their names, bytes as Buffer, google.protobuf.Struct in its own form (`structToJson` and
 * `jsonToStruct` turn it into the object it means and back). Strict: what is not known or not right is a JsonProblem
 * that names its path. Each type is prepared once, at its first use.
 */
import protobuf from 'protobufjs'
import { root } from './index.ts'
import { isObject, JsonProblem, shown } from './json-problem.ts'
import { enumeration, type Scalar, scalar } from './json-scalars.ts'
import {
  jsonToStruct,
  jsonToValue,
  jsonToValues,
  mapKey,
  type Struct,
  type StructValue,
  structToJson,
  valuesToJson,
  valueToJson,
} from './json-struct.ts'

export { JsonProblem } from './json-problem.ts'
export { jsonToStruct, NESTING_MAX, structToJson } from './json-struct.ts'

/**
 * @param typeName `SubmitRequest`, or a full name
 * @param json what JSON.parse gave; names in lowerCamelCase or as in the .proto file; null means the default
 * @returns as decoded from binary: every field without presence is there, a oneof also has its own name with that of its member
 */
export function fromJson<Out extends object>(typeName: string, json: unknown): Out {
  return coderOf(typeName).fromJson(json) as Out
}

/**
 * @param options.defaults whether fields with their default value are written. They are unless told otherwise: whoever reads with
 *   curl sees all that there is. Messages that are not set and members of a oneof that are not chosen are never written.
 */
export function toJson(typeName: string, value: object, options: { defaults?: boolean } = {}): unknown {
  return coderOf(typeName).toJson(value, options.defaults ?? true)
}

/** How one type, whatever it is, becomes JSON and comes back. */
type Coder = { fromJson(json: unknown): unknown; toJson(value: unknown, defaults: boolean): unknown }
type Field = {
  name: string
  oneof: string | undefined
  /** What decoding gives where nothing was sent; undefined: nothing at all. */
  empty: (() => unknown) | undefined
  isDefault(value: unknown): boolean
  coder: Coder
}

const coders = new Map<string, Coder>()

function coderOf(typeName: string): Coder {
  const name = typeName.includes('.') ? typeName : `sotto.v1.${typeName}`
  const known = coders.get(name)
  if (known) return known
  const made = WELL_KNOWN[name] ?? messageCoder(root.lookupType(name))
  coders.set(name, made)
  return made
}

const WELL_KNOWN: Record<string, Coder> = {
  'google.protobuf.Struct': {
    fromJson: (json) => jsonToStruct(json),
    toJson: (value) => structToJson(value as Struct),
  },
  'google.protobuf.Value': {
    fromJson: (json) => jsonToValue(json, 0),
    toJson: (value) => valueToJson(value as StructValue, 0),
  },
  'google.protobuf.ListValue': {
    fromJson: (json) => ({ values: jsonToValues(json, 0) }),
    toJson: (value) => valuesToJson((value as { values?: StructValue[] }).values ?? [], 0),
  },
}

function messageCoder(type: protobuf.Type): Coder {
  const fields = type.fieldsArray.map(prepare)
  const byName = new Map<string, Field>()
  for (const field of fields) for (const name of [field.name, snakeCase(field.name)]) byName.set(name, field)
  return {
    fromJson(json) {
      if (!isObject(json)) throw new JsonProblem(`must be an object, not ${shown(json)}`)
      const value: Record<string, unknown> = {}
      for (const field of fields) if (field.empty) value[field.name] = field.empty()
      const seen = new Set<Field>()
      for (const name of Object.keys(json)) readField(value, name, json[name], byName.get(name), seen)
      return value
    },
    toJson(value, defaults) {
      const given = value as Record<string, unknown>
      const json: Record<string, unknown> = {}
      for (const field of fields) {
        const part = given[field.name] ?? (defaults ? field.empty?.() : undefined)
        if (part === undefined || part === null) continue
        if (defaults || field.oneof !== undefined || !field.isDefault(part))
          json[field.name] = within(field.name, () => field.coder.toJson(part, defaults))
      }
      return json
    },
  }
}

function readField(
  value: Record<string, unknown>,
  name: string,
  json: unknown,
  field: Field | undefined,
  seen: Set<Field>,
): void {
  if (field === undefined) throw JsonProblem.inside(name, new JsonProblem('is not known here', 'unknown_field'))
  if (seen.has(field)) throw JsonProblem.inside(name, new JsonProblem('is given twice'))
  seen.add(field)
  if (json === null) return
  if (field.oneof !== undefined) {
    const other = value[field.oneof]
    if (other !== undefined) throw JsonProblem.inside(name, new JsonProblem(`can not be given together with ${other}`))
    value[field.oneof] = field.name
  }
  value[field.name] = within(name, () => field.coder.fromJson(json))
}

function prepare(field: protobuf.Field): Field {
  const { name } = field
  const oneof = field.partOf?.name
  if (field instanceof protobuf.MapField)
    return {
      name,
      oneof,
      empty: () => ({}),
      isDefault: (value) => Object.keys(value as object).length === 0,
      coder: mapCoder(field, single(field)),
    }
  if (field.repeated)
    return {
      name,
      oneof,
      empty: () => [],
      isDefault: (value) => (value as unknown[]).length === 0,
      coder: listCoder(single(field)),
    }
  if (field.resolvedType instanceof protobuf.Type)
    return { name, oneof, empty: oneof ? undefined : () => null, isDefault: () => false, coder: single(field) }
  const plain = plainType(field)
  const zero = plain.zero()
  return {
    name,
    oneof,
    empty: oneof ? undefined : () => plain.zero(),
    isDefault: (value) => value === zero || (value instanceof Uint8Array && value.length === 0),
    coder: plain,
  }
}

/** Of a field's own type, leaving out that it is a list or a map. */
function single(field: protobuf.Field): Coder {
  if (!(field.resolvedType instanceof protobuf.Type)) return plainType(field)
  const name = field.resolvedType.fullName.slice(1)
  // Looked up at use: a type may contain itself.
  return {
    fromJson: (json) => coderOf(name).fromJson(json),
    toJson: (value, defaults) => coderOf(name).toJson(value, defaults),
  }
}

function plainType(field: protobuf.Field): Scalar {
  const type = field.resolvedType instanceof protobuf.Enum ? enumeration(field.resolvedType) : scalar(field.type)
  if (type === undefined) throw new Error(`The field ${field.fullName} has the type ${field.type}, which is not known.`)
  return type
}

function listCoder(item: Coder): Coder {
  return {
    fromJson(json) {
      if (!Array.isArray(json)) throw new JsonProblem(`must be a list, not ${shown(json)}`)
      return json.map((part, index) => within(`[${index}]`, () => item.fromJson(part)))
    },
    toJson: (value, defaults) => (value as unknown[]).map((part) => item.toJson(part, defaults)),
  }
}

function mapCoder(field: protobuf.MapField, item: Coder): Coder {
  if (field.keyType !== 'string') throw new Error(`The map ${field.fullName} has keys that are no text.`)
  return {
    fromJson(json) {
      if (!isObject(json)) throw new JsonProblem(`must be an object, not ${shown(json)}`)
      const value: Record<string, unknown> = {}
      for (const key of Object.keys(json)) within(key, () => (value[mapKey(key)] = item.fromJson(json[key])))
      return value
    },
    toJson(value, defaults) {
      const json: Record<string, unknown> = {}
      for (const [key, part] of Object.entries(value as object)) json[key] = item.toJson(part, defaults)
      return json
    },
  }
}

function within<T>(step: string, convert: () => T): T {
  try {
    return convert()
  } catch (problem) {
    throw JsonProblem.inside(step, problem)
  }
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
