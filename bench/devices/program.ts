import { answerQuestions, tell } from '../programs/ask.ts'
import { createSimulatedAgent, type DeviceTale } from './agent.ts'
import { openBareChannel } from './bare.ts'
import { openSocketIoChannel } from './sotto-socketio.ts'

/** Simulates many devices in a process of its own; devices/fleet.ts is the other side. */
export type DeviceWire = 'socketio' | 'grpc' | 'bare'
export type OpenFleet = {
  wire: DeviceWire
  address: string
  devices: string[]
  /** What the handler measures: the microseconds since `at` of the content. */
  measure: 'nothing' | 'delay'
}

type Device = { name: string; tale: DeviceTale; channel: { destroy(): void } | undefined; dial(): void; tries: number }

/** Channels that are being opened at a time: more would only wait in the server's accept queue. */
const OPENING_MAX = 256
const COME_BACK_FIRST_MS = 1_000
const COME_BACK_LAST_MS = 60_000

const fleet = new Map<string, Device>()
const delaysUs: number[] = []
/** From `dialled` on. Taking the first of thousands away would move all the others. */
let waiting: Device[] = []
let dialled = 0
/** Why channels ended, of one turn of the loop: fifteen thousand may end in one. */
let ends: string[] = []
let opening = 0
let openCount = 0
let goal = 0
let reached: (() => void) | undefined
let isEnding = false

answerQuestions({
  async open({ wire, address, devices, measure }: OpenFleet) {
    goal += devices.length
    const done = new Promise<void>((resolve) => {
      reached = resolve
    })
    const dialer = wire === 'grpc' ? (await import('./sotto-grpc.ts')).openGrpcChannel : openSocketIoChannel
    for (const name of devices) fleet.set(name, createDevice(name, wire, address, measure, dialer))
    waiting.push(...devices.map((name) => fleet.get(name)!))
    dialNext()
    await done
  },
  /** Cuts every connection at once, without a word; devices come back as the protocol tells them. */
  drop() {
    const before = openCount
    for (const { channel } of fleet.values()) channel?.destroy()
    return before
  },
  open_count: () => openCount,
  tales: () => [...fleet.values()].map(({ name, tale }) => [name, tale]),
  delays: () => delaysUs,
  close() {
    isEnding = true
    for (const { channel } of fleet.values()) channel?.destroy()
  },
})

function createDevice(
  name: string,
  wire: DeviceWire,
  address: string,
  measure: OpenFleet['measure'],
  dialer: typeof openSocketIoChannel,
): Device {
  const tale: DeviceTale = { effects: [], repeats: 0, refused: [] }
  const onEffect = measure === 'delay' ? noteDelay : undefined
  let isOpen = false
  const onOpen = (): void => {
    isOpen = true
    device.tries = 0
    openCount++
    opening--
    if (openCount === goal) reached?.()
    dialNext()
  }
  const onClosed = (why: string, comeBackMs: number | undefined): void => {
    device.channel = undefined
    if (isOpen) openCount--
    else opening--
    isOpen = false
    if (!isEnding) comeBack(device, why, comeBackMs)
    dialNext()
  }
  const agent = wire === 'bare' ? undefined : createSimulatedAgent(name, tale, onOpen, onEffect)
  const device: Device = {
    name,
    tale,
    tries: 0,
    channel: undefined,
    dial() {
      device.channel = agent
        ? dialer(address, agent, onClosed)
        : openBareChannel(address, name, tale, onOpen, onEffect, onClosed)
    },
  }
  return device
}

function dialNext(): void {
  while (opening < OPENING_MAX && dialled < waiting.length) {
    opening++
    waiting[dialled++]!.dial()
  }
  if (dialled < waiting.length) return
  waiting = []
  dialled = 0
}

/** [D5, S7] With a last word: within the time that it names. Without: full jitter. */
function comeBack(device: Device, why: string, namedMs: number | undefined): void {
  const ceilingMs = Math.min(COME_BACK_LAST_MS, COME_BACK_FIRST_MS * 2 ** device.tries)
  device.tries++
  if (ends.push(why) === 1) setImmediate(tellEnds)
  setTimeout(
    () => {
      waiting.push(device)
      dialNext()
    },
    namedMs ?? Math.random() * ceilingMs,
  )
}

function tellEnds(): void {
  tell({ ends })
  ends = []
}

function noteDelay({ content }: { content: string }): void {
  const { atUs } = JSON.parse(content) as { atUs: number }
  delaysUs.push(Number(process.hrtime.bigint() / 1000n) - atUs)
}
