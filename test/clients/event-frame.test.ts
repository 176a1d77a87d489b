import { expect, it } from 'vitest'
import { readEventFrame } from '../../clients/sdk/event-frame.ts'
import type { HookEvent, HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import type { SubscribeResponse, SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { codec, root } from '../../proto/index.ts'

const response = codec<SubscribeResponse, SubscribeResponse__Output>('SubscribeResponse')
const hookEvent = codec<HookEvent, HookEvent__Output>('HookEvent')

/** A value for each field, of its type and different from its default. */
const everyField = Object.fromEntries(
  root.lookupType('sotto.v1.HookEvent').fieldsArray.map((field) => {
    const value =
      field.type === 'string'
        ? `é ${field.name}`
        : field.type === 'bool'
          ? true
          : field.type === 'sotto.v1.EventKind' || field.type === 'EventKind'
            ? 15
            : 2 ** 20 + field.id
    return [field.name, field.repeated ? [value, value] : value]
  }),
) as HookEvent

it('a frame of events - says of each field what the general reading says', () => {
  const bytes = response.encode({
    events: { events: [everyField, {}], partition: 3, epoch: 'e', runs: [7, 1, 9_007_199_254_740_000, 5], cursor: 'c' },
  })
  const frame = readEventFrame(bytes)
  const [full, empty] = response.decode(bytes).events!.events
  const kindOf = ({ kind }: HookEvent__Output) => kind.replace('EVENT_KIND_', '').toLowerCase()
  expect(frame?.events).toEqual([
    { ...full, kind: kindOf(full!), partition: 3, sequence: 7, cursor: '' },
    { ...empty, kind: kindOf(empty!), partition: 3, sequence: 9_007_199_254_740_000, cursor: '' },
  ])
  expect(frame?.cursor).toBe('c')
})

it('[H4] a frame of events - counts the events with their tags and lengths', () => {
  const one = hookEvent.encode(everyField).length
  const bytes = response.encode({ events: { events: [everyField, {}], cursor: 'c' } })
  expect(one).toBeGreaterThan(127)
  expect(readEventFrame(bytes)?.bytes).toBe(1 + 2 + one + 1 + 1)
})

it('a frame of something else - is nothing', () => {
  expect(readEventFrame(response.encode({ heartbeat: { cursor: 'c' } }))).toBeUndefined()
  expect(readEventFrame(new Uint8Array())).toBeUndefined()
})
