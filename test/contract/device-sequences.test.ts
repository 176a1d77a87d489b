import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256, statusOf, submitTo } from '../support/bystander.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { type Answer, createDeviceModel, type Word } from '../support/device-model.ts'
import { eventually } from '../support/eventually.ts'
import { enrollDevice, openRaw, type RawDevice, WIRES } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'

const RUNS = Number(process.env.SOTTO_FUZZ_RUNS ?? 30)
const FOREIGN_SESSION = 'AAAAAAAAAAAAAAAAAAAAAA'
const RESULTS = { succeed: 'STATUS_SUCCEEDED', fail: 'STATUS_FAILED', reject: 'STATUS_REJECTED' } as const

/** What the device and the application do, in turn. */
type Move =
  | { by: 'device'; says: Word; session: 'own' | 'foreign' }
  | { by: 'device'; says: Word; session: 'own'; about: 'another device' }
  | { by: 'device'; comesBack: 'resumed' | 'anew' }
  | { by: 'application'; cancels: true }

const words: fc.Arbitrary<Word> = fc.oneof(
  fc.record({ input: fc.constant('receipt' as const), attempt: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ input: fc.constant('progress' as const), sequence: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    input: fc.constantFrom('succeed' as const, 'fail' as const, 'reject' as const),
    outcome: fc.constantFrom('one', 'another'),
  }),
  fc.record({
    input: fc.constantFrom('defer' as const, 'ready' as const, 'cancel_accepted' as const, 'cancel_refused' as const),
  }),
)
const own = fc.constant('own' as const)
const device = fc.constant('device' as const)
const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ by: device, says: words, session: own }) },
  { weight: 1, arbitrary: fc.record({ by: device, says: words, session: fc.constant('foreign' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ by: device, says: words, session: own, about: fc.constant('another device' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ by: device, comesBack: fc.constantFrom('resumed' as const, 'anew' as const) }) },
  { weight: 2, arbitrary: fc.record({ by: fc.constant('application' as const), cancels: fc.constant(true as const) }) },
)

const redis = withRedis()
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment(redis.url, { attemptsMax: 100, requestsPerSecond: 100_000 })
})
afterAll(() => deployment.close())

/** The word as the wire has it. */
function frameOf(word: Word, head: { messageId: string; sessionId: string }): [string, Record<string, unknown>] {
  switch (word.input) {
    case 'receipt':
      return ['receipt', { ...head, attempt: word.attempt, contentSha256: sha256('{}') }]
    case 'progress':
      return ['progress', { ...head, sequence: word.sequence, percent: 10 * word.sequence }]
    case 'defer':
      return ['defer', { ...head, reason: 'busy', trigger: 'idle' }]
    case 'ready':
      return ['defer', { ...head, ready: true }]
    case 'cancel_accepted':
    case 'cancel_refused':
      return ['cancel', { ...head, canceled: word.input === 'cancel_accepted' }]
    default:
      return ['result', { ...head, status: RESULTS[word.input], outcome: { code: 'TESTED', output: word.outcome } }]
  }
}

async function say(to: RawDevice, word: Word, messageId: string, sessionId: string): Promise<Answer> {
  const [frame, item] = frameOf(word, { messageId, sessionId })
  to.say(frame, [item])
  const { refused = [] } = (await to.next('accepted')) as { refused?: { code: string }[] }
  return refused[0]?.code ?? 'accepted'
}

async function kindsOf(deviceId: string, cursor: string): Promise<string[]> {
  const kinds: string[] = []
  for (let at = cursor; ; ) {
    const page = (await callHttp(deployment, 'HookService/Fetch', {
      ...{ start: { cursor: at }, filter: { devices: [deviceId] }, maxEvents: 1_000 },
    })) as { events?: { kind: string }[]; cursor: string }
    kinds.push(...(page.events ?? []).map(({ kind }) => kind.slice('EVENT_KIND_'.length).toLowerCase()))
    if ((page.events ?? []).length === 0 || page.cursor === at) return kinds
    at = page.cursor
  }
}

describe.each(WIRES)('whatever a device and its application do, %s', (wire) => {
  it('[M2] [M3] [M4] [M6] [M12] [S2] [S4] the answers, the status and the events are those of the model', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { minLength: 1, maxLength: 14 }), async (list) => {
        const identity = await enrollDevice(deployment, `${wire}-${++runs}`)
        const other = await enrollDevice(deployment, `${wire}-${runs}-other`)
        const foreign = await submitTo(deployment, other.deviceId)
        const start = (await callHttp(deployment, 'HookService/Fetch', { start: { latest: true } })) as {
          cursor: string
        }
        const model = createDeviceModel()
        let channel = await openRaw(deployment, wire, identity)
        const messageId = await submitTo(deployment, identity.deviceId, { params: {} })
        const delivered = async (): Promise<void> => {
          expect(await channel.next('deliver')).toMatchObject({ messageId })
          model.server('send')
        }
        await delivered()

        for (const move of list) {
          if (move.by === 'application') {
            await callHttp(deployment, 'CommandService/Cancel', { messageId })
            model.server('cancel')
          } else if ('comesBack' in move) {
            const wasSent = model.status === 'sent'
            const before = channel
            channel = await openRaw(deployment, wire, identity, move.comesBack === 'resumed' ? before.session : '')
            expect(channel.welcome.resumed).toBe(move.comesBack === 'resumed')
            // [S3] Said on the channel that was replaced: it is not heard.
            before.say('result', [{ messageId, sessionId: channel.session, status: 'STATUS_FAILED' }])
            before.close()
            if (!wasSent) continue
            model.server('retry')
            await delivered()
          } else if ('about' in move) {
            expect(await say(channel, move.says, foreign, channel.session)).toMatch(/^(WRONG_DEVICE|UNKNOWN_MESSAGE)$/)
          } else if (move.session === 'foreign') {
            expect(await say(channel, move.says, messageId, FOREIGN_SESSION)).toBe('STALE_SESSION')
          } else {
            const answer = await say(channel, move.says, messageId, channel.session)
            expect({ said: move.says, answer }).toEqual({ said: move.says, answer: model.said(move.says) })
            if (model.status === 'queued') await delivered()
          }
        }

        channel.close()
        expect(await statusOf(deployment, messageId)).toBe(`STATUS_${model.status.toUpperCase()}`)
        expect(await statusOf(deployment, foreign)).toBe('STATUS_QUEUED')
        const kinds = await eventually(
          () => kindsOf(identity.deviceId, start.cursor),
          (found) => found.length >= model.events.length,
        )
        expect(kinds).toEqual(model.events)
      }),
      { numRuns: RUNS, endOnFailure: process.env.SOTTO_FUZZ_RUNS === undefined, interruptAfterTimeLimit: 60_000 },
    )
  })
})
