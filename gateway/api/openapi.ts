import protobuf from 'protobufjs'
import { root } from '../../proto/index.ts'
import { METHOD_ACCESS, METHODS, type Method } from './methods.ts'

type Json = Record<string, unknown>

let text: string | undefined
/** [A1] The HTTP API as OpenAPI 3.1, made from proto/. docs/openapi.json is the same text. */
export const openApiJson = (): string => (text ??= `${JSON.stringify(openApi(), null, 2)}\n`)

export function openApi(): Json {
  const unary = [...METHODS.values()].filter(({ streams }) => !streams)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sotto',
      version: 'v1',
      description:
        'Every unary call over HTTP: proto3 JSON, the unary form of the Connect protocol. Streams are gRPC only.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ apiKey: [] }],
    paths: Object.fromEntries(unary.map((method) => [`/sotto.v1.${method.name}`, { post: operation(method) }])),
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: sk_…' } },
      schemas: schemas(unary),
    },
  }
}

function operation(method: Method): Json {
  const [service, name] = method.name.split('/')
  const open = METHOD_ACCESS[method.name] === 'no key'
  return {
    operationId: `${service}_${name}`,
    tags: [service],
    ...(method.comment && { description: method.comment }),
    ...(open && { security: [] }),
    requestBody: { required: true, content: jsonOf(method.requestType) },
    responses: {
      200: { description: 'Done.', content: jsonOf(method.responseType) },
      default: { description: 'Refused or failed: see docs/errors.md.', content: jsonOf('sotto.v1.ErrorDetail') },
    },
  }
}

const jsonOf = (type: string): Json => ({ 'application/json': { schema: reference(type) } })
const reference = (type: string): Json => ({ $ref: `#/components/schemas/${type}` })

/** Of all that the calls name, and what those name. */
function schemas(methods: Method[]): Json {
  const found = new Map<string, Json>()
  const waiting = [
    'sotto.v1.ErrorDetail',
    ...methods.flatMap(({ requestType, responseType }) => [requestType, responseType]),
  ]
  for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) {
    if (found.has(type) || type in WELL_KNOWN) continue
    const thing = root.lookupTypeOrEnum(type)
    found.set(type, thing instanceof protobuf.Enum ? enumeration(thing) : message(thing, waiting))
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const enumeration = (type: protobuf.Enum): Json => ({
  type: 'string',
  enum: Object.keys(type.values),
  ...(type.comment && { description: type.comment }),
})

function message(type: protobuf.Type, waiting: string[]): Json {
  const properties = Object.fromEntries(type.fieldsArray.map((field) => [field.name, property(field, waiting)]))
  return {
    type: 'object',
    ...(type.comment && { description: type.comment }),
    properties,
    additionalProperties: false,
  }
}

function property(field: protobuf.Field, waiting: string[]): Json {
  const one = single(field, waiting)
  const schema = field.map
    ? { type: 'object', additionalProperties: one }
    : field.repeated
      ? { type: 'array', items: one }
      : one
  return field.comment ? { ...schema, description: field.comment } : schema
}

const WELL_KNOWN: Record<string, Json> = {
  'google.protobuf.Struct': { type: 'object', additionalProperties: true },
  'google.protobuf.Value': {},
  'google.protobuf.ListValue': { type: 'array' },
}
const SCALARS: Record<string, Json> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  bytes: { type: 'string', contentEncoding: 'base64' },
  double: { type: 'number' },
  int32: { type: 'integer', format: 'int32' },
  uint32: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
  int64: { type: 'string', format: 'int64', pattern: '^-?[0-9]+$' },
  uint64: { type: 'string', format: 'uint64', pattern: '^[0-9]+$' },
}

function single(field: protobuf.Field, waiting: string[]): Json {
  if (!field.resolvedType) return SCALARS[field.type] ?? {}
  const type = field.resolvedType.fullName.slice(1)
  const known = WELL_KNOWN[type]
  if (known) return known
  waiting.push(type)
  return reference(type)
}
