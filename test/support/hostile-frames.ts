import fc from 'fast-check'
import type { ConnectRequest } from '../../proto/gen/sotto/v1/ConnectRequest.ts'
import { codec } from '../../proto/index.ts'
import type { WireName } from './raw-device.ts'

/** What a hostile device may say; nothing of it is valid, whatever message it is about. */
export type HostileFrame = { is: 'frame'; raw: string | Uint8Array } | { is: 'bytes'; raw: Uint8Array }

const request = codec<ConnectRequest, ConnectRequest>('ConnectRequest')
/** Of no device: with it a frame about a real message is well formed, and refused. */
const FOREIGN_SESSION = 'AAAAAAAAAAAAAAAAAAAAAA'

const eventNames = fc.oneof(
  fc.constantFrom('hello', 'receipt', 'progress', 'result', 'defer', 'cancel'),
  fc.constantFrom(
    'deliver',
    'welcome',
    'accepted',
    'close',
    'error',
    'message',
    'toString',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom('connect', 'disconnect', 'disconnecting', 'newListener', 'removeListener'),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const fieldNames = fc.oneof(
  fc.constantFrom('messageId', 'sessionId', 'deviceId', 'attempt', 'contentSha256', 'content', 'sequence', 'percent'),
  fc.constantFrom('note', 'status', 'outcome', 'reason', 'untilAt', 'trigger', 'ready', 'canceled', 'tenant', 'epoch'),
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__', 'then'),
)
const odd = fc.constantFrom(
  ...['"\\ud800"', '"\\u0000"', '1e999', '-0', '9'.repeat(400), '-1', '4294967296', '0.5', 'null', '[]', '{}', '""'],
  ...['"STATUS_SUCCEEDED"', '"STATUS_EXPIRED"', '"9999999999999999999"', '{"__proto__":{"code":"x"}}'],
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
)
/** JSON as text: an object of ours could not have all of these keys, nor these numbers. */
const jsonText = (messageId: string): fc.Arbitrary<string> =>
  fc.oneof(
    odd,
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => JSON.stringify(text)),
    fc.constant(JSON.stringify(messageId)),
  )
const itemText = (messageId: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.boolean(), fc.array(fc.tuple(fieldNames, jsonText(messageId)), { maxLength: 6 }))
    .map(([isPlausible, fields]) => {
      const head = { messageId, sessionId: FOREIGN_SESSION }
      const entries = isPlausible ? Object.entries(head).map(([name, value]) => [name, JSON.stringify(value)]) : []
      return `{${[...entries, ...fields].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
    })

/** [S4] Right in all but the session. */
const forgeries = (messageId: string): fc.Arbitrary<{ frame: string; item: object }> => {
  const head = { messageId, sessionId: FOREIGN_SESSION }
  return fc.constantFrom(
    { frame: 'receipt', item: { ...head, attempt: 1 } },
    { frame: 'progress', item: { ...head, sequence: 1, percent: 50 } },
    { frame: 'result', item: { ...head, status: 'STATUS_SUCCEEDED' } },
    { frame: 'defer', item: { ...head, reason: 'later' } },
    { frame: 'cancel', item: { ...head, canceled: true } },
  )
}

/** One field too many, or one with another value. */
const damagedForgeries = (messageId: string): fc.Arbitrary<string> =>
  fc.tuple(forgeries(messageId), fieldNames, jsonText(messageId)).map(([{ frame, item }, name, value]) => {
    const text = JSON.stringify(item).slice(0, -1)
    return `42["${frame}",[${text},"${name}":${value}}]]`
  })

const events = (messageId: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      eventNames,
      fc.array(fc.oneof(itemText(messageId), jsonText(messageId)), { maxLength: 4 }),
      fc.constantFrom('list', 'args', 'bare'),
    )
    .map(([event, items, form]) => {
      const name = JSON.stringify(event)
      if (form === 'list') return `42[${name},[${items.join(',')}]]`
      return `42${form === 'args' ? `[${[name, ...items].join(',')}]` : (items[0] ?? '')}`
    })
/** Engine.IO and Socket.IO packets that no library writes. */
const packets = fc.oneof(
  fc.constantFrom('40', '40{}', '40/admin,', '40/admin,{"a":1}', '41', '41/', '43[]', '431["x"]', '44{}', '4'),
  fc.constantFrom(
    '451-["receipt",{"_placeholder":true,"num":0}]',
    '45999999999-["receipt"]',
    '45-1-[]',
    '461-[]',
    '45',
  ),
  fc.constantFrom('451-["receipt",{"_placeholder":true,"num":1e9}]', '42/admin,["receipt",[]]', '4213["receipt",[]]'),
  fc.constantFrom(
    '0',
    '1',
    '2',
    '2probe',
    '3',
    '5',
    '6',
    '7',
    'b',
    'bAAAA',
    'b4',
    '',
    '42',
    '42[]',
    '42[5,[]]',
    '42{}',
  ),
  fc.constantFrom(
    '42["receipt"',
    '42[null]',
    '42[["a"]]',
    `42${'['.repeat(20_000)}`,
    '42["error",{}]',
    '42["error",[]]',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `4${text}`),
)
const binary = fc.uint8Array({ maxLength: 64 })
const asFrame = (raw: string | Uint8Array): HostileFrame => ({ is: 'frame', raw })
const asBytes = (raw: Uint8Array): HostileFrame => ({ is: 'bytes', raw })

const text = fc.string({ unit: 'binary', maxLength: 20 })
const u32 = fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 0xffffffff }))
/** [B1] Well formed for protobuf, with a session that is not theirs. */
const requests = (messageId: string): fc.Arbitrary<Uint8Array> => {
  const id = fc.oneof(fc.constant(messageId), text)
  const head = { messageId: id, sessionId: fc.oneof(fc.constant(FOREIGN_SESSION), text) }
  const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 })
  const outcome = fc.option(fc.record({ code: text, detail: text, output: text }), { nil: undefined })
  const receipt = { attempt: u32, contentSha256: text, content: text, deviceId: fc.constantFrom('', 'x', '../etc') }
  return fc
    .record(
      {
        hello: fc.record({ tenant: text, deviceId: text, epoch: u32, signature: binary, actions: list(text) }),
        receipt: list(fc.record({ ...head, ...receipt })),
        progress: list(fc.record({ ...head, sequence: u32, percent: u32, note: text })),
        result: list(fc.record({ ...head, status: fc.integer({ min: -1, max: 20 }), outcome, contentSha256: text })),
        defer: list(
          fc.record({ ...head, reason: text, untilAt: fc.maxSafeInteger(), trigger: text, ready: fc.boolean() }),
        ),
        cancel: list(fc.record({ ...head, canceled: fc.boolean(), reason: text })),
      },
      { requiredKeys: [] },
    )
    .map((frame) => request.encode(frame as unknown as ConnectRequest))
}
/** A valid message with some bytes of it changed. */
const damaged = (messageId: string): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(requests(messageId), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
    .map(([bytes, changes]) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte
      return copy
    })

export function hostileFrames(wire: WireName, messageId: string): fc.Arbitrary<HostileFrame[]> {
  const one: fc.Arbitrary<HostileFrame> =
    wire === 'socketio'
      ? fc.oneof(
          { arbitrary: events(messageId).map(asFrame), weight: 5 },
          { arbitrary: packets.map(asFrame), weight: 3 },
          { arbitrary: damagedForgeries(messageId).map(asFrame), weight: 5 },
          {
            arbitrary: forgeries(messageId).map(({ frame, item }) => asFrame(`42${JSON.stringify([frame, [item]])}`)),
            weight: 2,
          },
          { arbitrary: binary.map(asFrame), weight: 1 },
          { arbitrary: binary.map(asBytes), weight: 1 },
        )
      : fc.oneof(
          { arbitrary: requests(messageId).map(asFrame), weight: 4 },
          { arbitrary: damaged(messageId).map(asFrame), weight: 3 },
          {
            arbitrary: forgeries(messageId).map(({ frame, item }) =>
              asFrame(request.encode({ [frame]: [item] } as ConnectRequest)),
            ),
            weight: 2,
          },
          { arbitrary: binary.map(asFrame), weight: 2 },
        )
  return fc.array(one, { minLength: 1, maxLength: 5 })
}
