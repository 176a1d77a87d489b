import type { JsonObject, JsonValue } from '../wire/methods.ts'

/** What a form can be made of: the part of JSON Schema that people write for parameters. The gateway checks all of it. */
export type Schema = {
  type?: string | string[]
  title?: string
  description?: string
  default?: JsonValue
  enum?: JsonValue[]
  const?: JsonValue
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

/** How a field is filled in. `json`: nothing better is known. */
export type Control = 'choice' | 'text' | 'long text' | 'number' | 'yes or no' | 'list' | 'object' | 'json'

const LONG_TEXT = 200

export function controlOf(schema: Schema): Control {
  if (schema.enum) return 'choice'
  switch (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) {
    case 'string':
      return (schema.maxLength ?? 0) > LONG_TEXT ? 'long text' : 'text'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'yes or no'
    case 'array':
      return controlOf(schema.items ?? {}) === 'text' ? 'list' : 'json'
    case 'object':
      return schema.properties ? 'object' : 'json'
    default:
      return 'json'
  }
}

/** A schema's text; undefined: there is none, or a form can not be made of it. */
export function readSchema(text: string): Schema | undefined {
  if (text === '') return undefined
  try {
    const schema = JSON.parse(text) as Schema
    return controlOf(schema) === 'object' ? schema : undefined
  } catch {
    return undefined
  }
}

/** What a form begins with: the defaults, and what has but one value. */
export function firstValue(schema: Schema): JsonObject {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
      if (one.default !== undefined) return [[name, one.default]]
      if (one.const !== undefined) return [[name, one.const]]
      if (controlOf(one) !== 'object' || !schema.required?.includes(name)) return []
      return [[name, firstValue(one)]]
    }),
  )
}
