import fc from 'fast-check'
import protobuf from 'protobufjs'
import { describe, expect, it } from 'vitest'
import { codec, root } from '../../proto/index.ts'
import { fromJson, JsonProblem, jsonToStruct, NESTING_MAX, structToJson, toJson } from '../../proto/json.ts'

const MESSAGES = (root.lookup('sotto.v1') as protobuf.Namespace).nestedArray.filter(
  (thing): thing is protobuf.Type => thing instanceof protobuf.Type,
)

function problemOf(type: string, json: unknown): string {
  try {
    fromJson(type, json)
  } catch (problem) {
    if (problem instanceof JsonProblem) return `${problem.path}: ${problem.message}`
    throw problem
  }
  return 'none'
}

describe('proto3 JSON', () => {
  it.each(MESSAGES.map((type) => type.name))('[A1] %s: JSON and back is binary and back', (name) => {
    const { encode, decode } = codec<object, object>(name)
    fc.assert(
      fc.property(message(root.lookupType(`sotto.v1.${name}`), 2), fc.boolean(), (value, defaults) => {
        const decoded = decode(encode(value))
        const json = JSON.parse(JSON.stringify(toJson(name, decoded, { defaults })))
        expect(fromJson(name, json)).toEqual(decoded)
      }),
      { numRuns: 25 },
    )
  })

  it('[A1] writes 64-bit integers as text, bytes as base64, enums by name and a Struct as the object it means', () => {
    const message = { messageId: 'm1', acceptedAt: 5, status: 'STATUS_SENT' }
    expect(toJson('Message', message, { defaults: false })).toEqual({
      messageId: 'm1',
      acceptedAt: '5',
      status: 'STATUS_SENT',
    })
    expect(toJson('Challenge', { nonce: Buffer.from([255, 254]) })).toEqual({ nonce: '//4=' })
    const request = fromJson<object>('SubmitRequest', { params: { a: [1, null, { b: true }], c: 'x' } })
    expect(toJson('SubmitRequest', request, { defaults: false })).toEqual({
      params: { a: [1, null, { b: true }], c: 'x' },
    })
  })

  it('[A1] writes every field that has no presence, unless told not to', () => {
    expect(toJson('CancelResponse', {})).toEqual({ canceled: 0, asked: 0, unchanged: 0 })
    expect(toJson('CancelResponse', {}, { defaults: false })).toEqual({})
  })

  it('[A1] reads names of both spellings, numbers as text, both alphabets of base64, and null as the default', () => {
    expect(fromJson('EnrollRequest', { public_key: '_-8', deviceId: 'd' })).toMatchObject({
      publicKey: Buffer.from([255, 239]),
      deviceId: 'd',
    })
    expect(fromJson('Key', { createdAt: '9', expiresAt: 7, scopes: null })).toMatchObject({
      createdAt: 9,
      expiresAt: 7,
      scopes: [],
    })
    expect(fromJson('ListMessagesRequest', { statuses: [2, 'STATUS_FAILED'] })).toMatchObject({
      statuses: ['STATUS_SENT', 'STATUS_FAILED'],
    })
  })

  it.each([
    ['SubmitRequest', { clocks: { leaseSecs: 1 } }, 'clocks.leaseSecs: is not known here'],
    ['SubmitRequest', [], ': must be an object, not a list'],
    ['SubmitRequest', { action: 5 }, 'action: must be a text, not 5'],
    ['SubmitRequest', { action: 'a\ud800' }, 'action: must be Unicode text, and has half of a surrogate pair'],
    ['SubmitRequest', { devices: ['a', 'b', 'c', null] }, 'devices[3]: must be a text, not null'],
    ['SubmitRequest', { devices: 'a' }, 'devices: must be a list, not "a"'],
    ['SubmitRequest', { supersede: 'true' }, 'supersede: must be true or false, not "true"'],
    ['SubmitRequest', { idempotencyKey: 'a', idempotency_key: 'b' }, 'idempotency_key: is given twice'],
    ['SubmitRequest', { fleet: { labels: { os: 1 } } }, 'fleet.labels.os: must be a text, not 1'],
    ['SubmitRequest', { params: [1] }, 'params: must be an object, not a list'],
    ['SubmitRequest', JSON.parse('{"params":{"__proto__":1}}'), 'params.__proto__: can not be used as a name'],
    ['SubmitRequest', JSON.parse('{"__proto__":1}'), '__proto__: is not known here'],
    ['SubmitRequest', { constructor: 1 }, 'constructor: is not known here'],
    ['Clocks', { leaseSeconds: -1 }, 'leaseSeconds: must be from 0 to 4294967295, not -1'],
    ['Clocks', { leaseSeconds: 1.5 }, 'leaseSeconds: must be a whole number, not 1.5'],
    ['Clocks', { leaseSeconds: 2 ** 32 }, 'leaseSeconds: must be from 0 to 4294967295, not 4294967296'],
    ['Key', { createdAt: '9007199254740993' }, /^createdAt: must be from/],
    ['Key', { createdAt: 'soon' }, 'createdAt: must be a whole number, not "soon"'],
    ['EnrollRequest', { publicKey: 'a' }, 'publicKey: must be base64, not "a"'],
    ['EnrollRequest', { publicKey: '+_==' }, 'publicKey: must be base64, not "+_=="'],
    [
      'ListMessagesRequest',
      { statuses: ['SENT'] },
      /^statuses\[0\]: must be one of STATUS_UNSPECIFIED, .* not "SENT"$/,
    ],
    ['ListMessagesRequest', { statuses: [99] }, /^statuses\[0\]: must be one of/],
    ['Start', { cursor: 'x', earliest: true }, 'earliest: can not be given together with cursor'],
  ])('[A2] %s of %j is refused and names the field', (type, json, problem) => {
    expect(problemOf(type, json)).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem))
  })

  it('[B1] refuses parameters that are nested too deep, from JSON and from binary', () => {
    let json: Record<string, unknown> = {}
    for (let depth = 0; depth < NESTING_MAX; depth++) json = { a: json }
    expect(problemOf('SubmitRequest', { params: json })).toMatch(
      /^params(\.a)+: must not be nested deeper than 30 levels$/,
    )
    const deep = { fields: { a: { structValue: jsonToStruct(json.a) } } }
    expect(() => structToJson({ fields: { b: { structValue: deep } } })).toThrow(JsonProblem)
    expect(structToJson(jsonToStruct(json.a))).toEqual(json.a)
  })

  it('[A2] never breaks in any other way, whatever it is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MESSAGES.map((type) => type.name)), fc.jsonValue(), (name, json) => {
        expect(typeof problemOf(name, json)).toBe('string')
      }),
    )
  })
})

function message(type: protobuf.Type, depth: number): fc.Arbitrary<object> {
  if (type.fullName === '.google.protobuf.Struct')
    return fc.dictionary(key(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }).map((json) => jsonToStruct(json))
  const parts: Record<string, fc.Arbitrary<unknown>> = {}
  for (const field of type.fieldsArray) if (!field.partOf) parts[field.name] = part(field, depth)
  const members = type.oneofsArray.map(({ fieldsArray }) =>
    fc.oneof(
      fc.constant({}),
      ...fieldsArray.map((field) =>
        part(field, depth).map((value) => (value === undefined ? {} : { [field.name]: value })),
      ),
    ),
  )
  return fc
    .tuple(fc.record(parts, { requiredKeys: [] }), ...members)
    .map((all) => Object.assign({}, ...all.map(withoutUndefined)))
}

function part(field: protobuf.Field, depth: number): fc.Arbitrary<unknown> {
  if (field.resolvedType instanceof protobuf.Type && depth === 0) return fc.constant(undefined)
  const one =
    field.resolvedType instanceof protobuf.Type
      ? message(field.resolvedType, depth - 1)
      : field.resolvedType instanceof protobuf.Enum
        ? fc.constantFrom(...Object.keys(field.resolvedType.values))
        : SCALARS[field.type]!
  if (field.map) return fc.dictionary(key(), one, { maxKeys: 3 })
  return field.repeated ? fc.array(one, { maxLength: 3 }) : one
}

const key = () => fc.string({ unit: 'grapheme', maxLength: 5 }).filter((name) => name !== '__proto__')
const SCALARS: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.string({ unit: 'grapheme' }),
  bool: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  int32: fc.integer(),
  int64: fc.maxSafeInteger(),
  uint64: fc.maxSafeNat(),
  // JSON as JavaScript writes it knows no -0.
  double: fc.double({ noNaN: true }).map((value) => value + 0),
}

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined))
