import { describe, expect, it } from 'vitest'
import { type Channel, type ChannelState, createChannel } from '../../clients/agent/channel.ts'
import { silentLog } from '../../clients/agent/log.ts'
import type { Close, Said, TransportEvents } from '../../clients/agent/transport.ts'
import { type FakeClock, fakeClock } from '../support/fake-clock.ts'

type Line = {
  channel: Channel
  clock: FakeClock
  states: ChannelState[]
  opened: number[]
  said: Said[]
  /** When the hellos were sent that were welcomed. */
  hellos: number[]
  events: () => TransportEvents
}

/** A channel over connections that a test holds in its hands. */
function line(): Line {
  const clock = fakeClock()
  const states: ChannelState[] = []
  const opened: number[] = []
  const said: Said[] = []
  const hellos: number[] = []
  let current: TransportEvents | undefined
  const channel = createChannel(
    {
      openTransport(events) {
        opened.push(clock.now())
        current = events
        return { send: (frame) => void said.push(frame), isReady: () => true, close: () => undefined }
      },
      credential: { tenant: 't', deviceId: 'd', epoch: 1, sign: () => new Uint8Array(64) },
      agentName: 'test',
      actions: [],
      clock,
      log: silentLog,
    },
    {
      welcomed: (_, helloAt) => hellos.push(helloAt),
      heard: () => undefined,
      drained: () => undefined,
      changed: (state) => states.push(state),
    },
  )
  channel.start()
  return { channel, clock, states, opened, said, hellos, events: () => current! }
}

const welcome = { sessionId: 's1', resumed: false, serverTime: 0, heartbeatSeconds: 25, window: 16 }
const retryOf = (state: ChannelState) => (state.is === 'waiting' ? state.retryInMs : state.is)
const waitOf = (state: ChannelState) => (state.is === 'waiting' ? state.retryInMs : 0)
const close = (part: Partial<Close>): { close: Close } => ({
  close: { code: 4000, reason: 'SHUTTING_DOWN', reconnect: true, retryAfterMs: 0, ...part },
})

describe('coming back', () => {
  it('[D4] a welcome is of when its hello was sent, however late it is read', async () => {
    const { channel, clock, events, hellos, said } = line()
    const sentAt = clock.now()
    events().heard({ challenge: { nonce: new Uint8Array(32) } })
    await clock.advance(0)
    expect(said).toHaveLength(1)
    // Frozen, with the welcome in its socket.
    clock.at += 5_000
    events().heard({ welcome })
    expect(hellos).toEqual([sentAt])
    channel.close()
  })

  it('[D5] full jitter under a ceiling that doubles from one second to one minute', async () => {
    const { channel, clock, events } = line()
    const ceilings: (number | string)[] = []
    for (let tries = 0; tries < 9; tries++) {
      events().down('gone')
      ceilings.push(retryOf(channel.state))
      await clock.advance(waitOf(channel.state))
    }
    expect(ceilings).toEqual([999, 1_999, 3_999, 7_999, 15_999, 31_999, 59_999, 59_999, 59_999])
    clock.odds = 0.25
    events().down('gone')
    expect(retryOf(channel.state)).toBe(15_000)
    clock.odds = 0
    await clock.advance(15_000)
    events().down('gone')
    expect(retryOf(channel.state)).toBe(0)
    channel.close()
  })

  it('[D5] a channel that lasted starts the doubling anew; one that is dropped at once does not', async () => {
    const { channel, clock, events } = line()
    for (let tries = 0; tries < 3; tries++) {
      events().heard({ welcome })
      events().down('dropped at once')
      await clock.advance(waitOf(channel.state))
    }
    events().heard({ welcome })
    events().down('dropped at once')
    expect(retryOf(channel.state)).toBe(7_999)
    await clock.advance(waitOf(channel.state))
    events().heard({ welcome })
    await clock.advance(20_000)
    events().down('after a while')
    expect(retryOf(channel.state)).toBe(999)
    channel.close()
  })

  it('[S7] honours how long the server bids it to stay away', async () => {
    const { channel, clock, events, opened } = line()
    events().heard({ welcome })
    events().heard(close({ retryAfterMs: 30_000 }))
    expect(retryOf(channel.state)).toBe(29_999)
    await clock.advance(29_000)
    expect(opened).toHaveLength(1)
    await clock.advance(1_000)
    expect(opened).toHaveLength(2)
    channel.close()
  })

  it('[S7] never comes back when the server says no', async () => {
    const { channel, clock, events, opened } = line()
    events().heard(close({ code: 4100, reason: 'REPLACED', reconnect: false }))
    await clock.advance(600_000)
    expect(channel.state).toEqual({ is: 'refused', code: 4100, reason: 'REPLACED' })
    expect(opened).toHaveLength(1)
  })

  it('[S2] a server that says nothing is given up after 15 s, and the session is presented again', async () => {
    const { channel, clock, events, opened, said } = line()
    await clock.advance(15_000)
    expect(retryOf(channel.state)).toBe(999)
    await clock.advance(1_000)
    expect(opened).toHaveLength(2)
    events().heard({ welcome })
    events().down('gone')
    await clock.advance(waitOf(channel.state))
    events().heard({ challenge: { nonce: new Uint8Array(32) } })
    await clock.advance(0)
    expect(said.at(-1)?.hello?.sessionId).toBe('s1')
    channel.close()
  })

  it('[D5] what an old connection still says is not heard', async () => {
    const { channel, clock, events } = line()
    const old = events()
    old.down('gone')
    await clock.advance(1_000)
    old.heard({ welcome })
    old.down('gone again')
    expect(channel.state.is).toBe('connecting')
    channel.close()
    await clock.advance(600_000)
    expect(channel.state.is).toBe('closed')
  })
})
