import { privateKeyOf, signHello } from '../../../../bench/devices/identity.ts'
import type { Wire } from '../../cast.ts'
import type { HistoryWriter } from '../../history.ts'
import type { Random } from '../../random.ts'
import { dial, type Item, type Line } from './dial.ts'

export const TENANT = 'default'
const EPOCH = 1
/** [D5] As the real agent's, but quick: a run has minutes, not days. */
const COME_BACK = { baseMs: 300, capMs: 3_000 }
/** What a device's own channels are numbered by goes on over the lives of its process. */
const NUMBERS_PER_LIFE = 100_000

export type Channels = {
  /** Over the newest channel, with its session; false: there is none that is open. */
  say(frame: string, items: Item[]): boolean
  /** Channels that a newer one has replaced and that stand all the same, and a word on one of them: must not count [S3]. */
  readonly replaced: number[]
  sayOn(number: number, frame: string, items: Item[]): void
  /** Number of the newest open channel; 0: none. */
  readonly open: number
  /** The server's clock. */
  storeNow(): number
  /** All end at once without a word. With `twins` the open one stays, and a second is opened beside it. */
  storm(twins: boolean): void
}

type Channel = {
  number: number
  line: Line
  session: string
  state: 'dialing' | 'open' | 'replaced' | 'closed'
  helloAt: number
}

/** A device's channels: one at a time, unless it is told to have a twin; comes back as the protocol says. */
export function openChannels(given: {
  device: string
  wire: Wire
  ports: readonly number[]
  history: HistoryWriter
  random: Random
  life: number
  welcomed(): void
  heard(frame: string, items: Item[], channel: { number: number; isReplaced: boolean }): void
}): Channels {
  const { device, wire, ports, history, random, heard, welcomed } = given
  const key = privateKeyOf(device)
  const all = new Set<Channel>()
  let newest: Channel | undefined
  let session = ''
  let offsetMs = Number.NaN
  let number = given.life * NUMBERS_PER_LIFE
  let tries = 0
  dialOne()

  function dialOne(): void {
    const channel: Channel = {
      ...{ number: ++number, session: '', state: 'dialing', helloAt: 0 },
      line: { say() {}, destroy() {} },
    }
    let comeBackMs: number | undefined
    all.add(channel)
    channel.line = dial(wire, random.pick(ports), {
      heard(frame, items) {
        const [item] = items
        if (!item) return
        if (frame === 'challenge') hello(channel, item.nonce)
        else if (frame === 'welcome') welcome(channel, item)
        else if (frame === 'close') comeBackMs = item.reconnect ? Number(item.retryAfterMs) : COME_BACK.capMs
        else heard(frame, items, { number: channel.number, isReplaced: channel.state === 'replaced' })
      },
      closed: (why) => closed(channel, why, comeBackMs),
    })
  }

  function hello(channel: Channel, nonce: unknown): void {
    const bytes = typeof nonce === 'string' ? Buffer.from(nonce, 'base64') : (nonce as Uint8Array)
    const signature = signHello(key, TENANT, device, EPOCH, bytes)
    channel.helloAt = performance.now()
    channel.line.say('hello', [
      {
        ...{ tenant: TENANT, deviceId: device, epoch: EPOCH, sessionId: session, agent: 'faults', actions: ['act'] },
        signature: wire === 'grpc' ? signature : signature.toString('base64'),
      },
    ])
  }

  function welcome(channel: Channel, item: Item): void {
    if (newest && newest.number > channel.number) return channel.line.destroy()
    if (newest?.state === 'open') newest.state = 'replaced'
    session = String(item.sessionId)
    channel.session = session
    channel.state = 'open'
    newest = channel
    tries = 0
    // As the agent does it: a device may have been frozen since its hello.
    offsetMs = Number(item.serverTime) - channel.helloAt
    history.write({ is: 'open', d: device, session, resumed: item.resumed === true, channel: channel.number })
    welcomed()
  }

  function closed(channel: Channel, why: string, namedMs: number | undefined): void {
    all.delete(channel)
    if (channel.state === 'open' || channel.state === 'replaced')
      history.write({ is: 'closed', d: device, channel: channel.number, why })
    const wasReplaced = channel.state === 'replaced'
    channel.state = 'closed'
    // A twin that is gone is no loss; nor is one whose successor is being dialled.
    if (wasReplaced || [...all].some(({ state }) => state === 'dialing' || state === 'open')) return
    const ceilingMs = namedMs ?? Math.min(COME_BACK.capMs, COME_BACK.baseMs * 2 ** tries++)
    setTimeout(dialOne, random.unit() * ceilingMs)
  }

  const openOne = (): Channel | undefined => (newest?.state === 'open' ? newest : undefined)
  return {
    get open() {
      return openOne()?.number ?? 0
    },
    storeNow: () => performance.now() + offsetMs,
    say(frame, items) {
      const channel = openOne()
      if (!channel) return false
      channel.line.say(
        frame,
        items.map((item) => ({ ...item, sessionId: channel.session })),
      )
      return true
    },
    get replaced() {
      return [...all].filter(({ state }) => state === 'replaced').map(({ number: replaced }) => replaced)
    },
    sayOn(wanted, frame, items) {
      for (const channel of all)
        if (channel.number === wanted)
          channel.line.say(
            frame,
            items.map((item) => ({ ...item, sessionId: session })),
          )
    },
    storm(twins) {
      if (twins && openOne()) return dialOne()
      for (const channel of [...all]) channel.line.destroy()
    },
  }
}
