import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageId } from '../../core/ids.ts'
import { DEVICE_INPUTS, type Input, type MachineState, step } from '../../core/message.ts'
import type { Place, Report } from '../../core/ports/messages.ts'
import type { Events, Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import { codec } from '../../proto/index.ts'
import { type Entry, toBlock } from '../../store/redis/block.ts'
import { type Client, connect } from '../../store/redis/connect.ts'
import { createDevices } from '../../store/redis/devices.ts'
import { createHead } from '../../store/redis/function-head.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { composeLibrary, loadLibrary } from '../../store/redis/library.ts'
import { createMessages } from '../../store/redis/messages.ts'
import { openPlaces } from '../../store/redis/places.ts'
import { chance, manualClock, testCommand, testConfig } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'

/** Any server input on any message, which in life only the sweep and the claim make. */
const APPLY = `
F.test_apply = function(keys, args)
  local call = begin(keys, args)
  local m = get_message(call, args[OWN])
  local refused = apply(call, args[OWN], m, args[OWN + 1], { reason = 'TEST' })
  if not refused then save(call, args[OWN], m) end
  finish(call)
  return refused or 'ok'
end`
const events = codec<Events, Events__Output>('Events')

const GRACE_MS = 86_400_000
const redis = withRedis()
let client: Client

beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

/** What a test can do to a message, in words of the model and of the store. */
type Move = { input: Input; advanceMs: number }
const MOVES: Input[] = [
  'send',
  'receipt',
  'progress',
  'succeed',
  'fail',
  'reject',
  'defer',
  'ready',
  'cancel',
  'cancel_accepted',
  'cancel_refused',
  'remove',
  'retry',
  'resume',
  'expire',
  'time_out',
]

async function openWorld() {
  const clock = manualClock()
  const config = testConfig({ attemptsMax: 100 })
  const library = await loadLibrary(client, composeLibrary(APPLY))
  const places = await openPlaces(client, 4, 'test')
  const head = createHead(config, clock, chance)
  return {
    clock,
    library,
    head,
    messages: createMessages(client, library, places, config, head),
    devices: createDevices(client, library, places, config, head),
  }
}

/** The kinds of a message's events, in the order of the log. */
async function eventKinds(place: Place, id: string): Promise<string[]> {
  const entries = (await client.callBuffer('XRANGE', `${placePrefix(place)}ev`, '-', '+')) as Entry[]
  const all = entries.flatMap((entry) => events.decode(toBlock(entry).data).events)
  return all
    .filter((event) => event.messageId === id)
    .map((event) => event.kind.slice('EVENT_KIND_'.length).toLowerCase())
}

describe('the state machine in Redis is that of core/message.ts', () => {
  it('[M2] [M3] [M4] [M5] [M6] any sequence of inputs gives the status and the events of the model', async () => {
    const { clock, messages, devices, library, head } = await openWorld()
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ input: fc.constantFrom(...MOVES), advanceMs: fc.constantFrom(0, 1, 5_000) }), {
          maxLength: 14,
        }),
        async (moves: Move[]) => {
          const device = `d${++round}`
          const place: Place = { tenant: `model${round}`, partition: 1 }
          await devices.enroll(place, device, Buffer.alloc(32, round), {})
          const opened = await devices.open(place, {
            device,
            epoch: 1,
            node: 'n',
            wire: 'grpc',
            presented: '',
            freshSession: `s${round}`,
            agent: '',
            actions: [],
          })
          if ('refused' in opened) throw new Error(opened.refused)
          const command = testCommand(clock)
          const id = messageId(command.commandId, 1, 0)
          await messages.submit(place, command, [{ messageId: id, device }], { force: false })
          let model: MachineState = { status: 'queued', attempt: 0, late: false }
          let sequence = 0
          const expected = ['queued']
          for (const { input, advanceMs } of moves) {
            clock.advance(advanceMs)
            const report: Report = {
              input: 'receipt',
              messageId: id,
              device,
              channel: opened.channel,
              session: opened.session,
              attempt: model.attempt,
              contentSha256: command.contentSha256,
              sequence: ++sequence,
            }
            // The store is driven by what drives it in life, so only moves that life can make are made; the rest must not apply.
            const stored = await messages.get(place.tenant, id)
            if (!stored) throw new Error('the message is gone')
            if ((DEVICE_INPUTS as readonly Input[]).includes(input)) {
              const [word] = (
                await messages.report(place, [
                  {
                    ...report,
                    input: input as Report['input'],
                    untilAt: clock.now() + 60_000,
                    outcome: { code: input, detail: '', output: '' },
                  },
                ])
              ).answers
              const result = step(model, input, clock.now(), GRACE_MS)
              if (word === 'stored') {
                if ('refused' in result) throw new Error(`stored, but the model says ${result.refused}`)
                expected.push(...result.events)
                model = result.state
              } else if (!('refused' in result)) {
                // What the model would take, the store may only know already.
                expect(word).toBe('repeated')
              }
              continue
            }
            await library.call('test_apply', placePrefix(place), [...head(), id, input])
            const result = step(model, input, clock.now(), GRACE_MS)
            if (!('refused' in result)) {
              expected.push(...result.events)
              model = result.state
            }
          }
          const { message } = (await messages.get(place.tenant, id)) ?? {}
          expect({ status: message?.status, attempt: message?.attempt, late: message?.late }).toEqual({
            status: model.status,
            attempt: model.attempt,
            late: model.late,
          })
          expect(await eventKinds(place, id)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })
})
