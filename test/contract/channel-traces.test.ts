import { describe, expect, it, onTestFinished } from 'vitest'
import { messageId } from '../../core/ids.ts'
import { CHANNEL_SPANS_MAX } from '../../core/limits.ts'
import type { EncodedItem } from '../../core/ports/frames.ts'
import type { Report } from '../../core/ports/messages.ts'
import type { Facts, Traces } from '../../core/ports/traces.ts'
import { createChannelTraces } from '../../gateway/channels/traced.ts'

const ABOVE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const STEM = 'c000000000abcdefghjkmn'

type Kept = { name: string; facts: Facts; failed: string | undefined }

/** Spans that have ended, in that order; `begun` counts all. */
function keptTraces() {
  const ended: Kept[] = []
  let begun = 0
  const traces: Traces = {
    start({ name, facts }) {
      begun++
      return {
        traceparent: ABOVE,
        end: (more = {}, failed = undefined) => void ended.push({ name, facts: { ...facts, ...more }, failed }),
      }
    },
    close: async () => undefined,
  }
  return { traces, ended, begun: () => begun }
}

/** As the gateway writes it to a device. */
const written = (id: string, attempt = 1): EncodedItem[] => [
  {
    own: Buffer.from(`{"messageId":"${id}","deviceId":"d","attempt":${attempt},"traceparent":"${ABOVE}",`),
    shared: Buffer.from('"action":"lock"}'),
  },
]

const said = (id: string, input: Report['input'] = 'receipt'): Report => ({
  ...{ input, messageId: id, device: 'd', channel: 1, session: 's', traceparent: ABOVE },
})

describe('[A6] spans of a channel', () => {
  function opened() {
    const kept = keptTraces()
    const channels = createChannelTraces(kept.traces)
    onTestFinished(() => channels.close())
    return { ...kept, channels }
  }

  it('go on until the device says something of the message', async () => {
    const { channels, ended } = opened()
    const [one, other] = [messageId(STEM, 0, 0), messageId(STEM, 0, 1)]
    channels.delivered('socketio', written(one))
    channels.delivered('socketio', written(other))
    expect(ended).toEqual([])
    await channels.reported([said(one)], async () => ['stored'])
    expect(ended.map(({ name, failed }) => [name, failed])).toEqual([
      ['channel lock', undefined],
      ['receipt', undefined],
    ])
    expect(ended[0]?.facts).toMatchObject({
      'sotto.message': one,
      'sotto.answered': 'receipt',
      'sotto.wire': 'socketio',
    })
    await channels.reported([said(one, 'succeed'), said(other, 'succeed')], async () => ['stored', 'stored'])
    expect(ended.filter(({ name }) => name === 'channel lock')).toHaveLength(2)
  })

  it('fail when the message is sent again first, and when the node ends', () => {
    const { channels, ended } = opened()
    const id = messageId(STEM, 0, 0)
    channels.delivered('socketio', written(id, 1))
    channels.delivered('socketio', written(id, 2))
    expect(ended.map(({ facts, failed }) => [facts['sotto.attempt'], failed])).toEqual([[1, 'NO_RECEIPT']])
    channels.close()
    expect(ended.map(({ failed }) => failed)).toEqual(['NO_RECEIPT', 'SHUTTING_DOWN'])
  })

  it('[B1] are so many at a time; the oldest ends for the next', () => {
    const { channels, ended, begun } = opened()
    // The first hundred messages of a command are traced: these are of many commands.
    const id = (n: number) => messageId(`c${String(n).padStart(9, '0')}abcdefghjkmn`, 0, 0)
    for (let n = 0; n <= CHANNEL_SPANS_MAX; n++) channels.delivered('socketio', written(id(n)))
    expect(begun()).toBe(CHANNEL_SPANS_MAX + 1)
    expect(ended.map(({ facts, failed }) => [facts['sotto.message'], failed])).toEqual([[id(0), 'TOO_MANY_SPANS']])
  })
})
