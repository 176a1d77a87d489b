import { build, type Histogram } from 'hdr-histogram-js'
import { pause } from '../measure/deadline.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { CONTENT, deadlineMs } from './lifecycle.ts'
import { runSingle } from './single.ts'
import { onStage, type Stage } from './stage.ts'

export type LatencyLoad = { perSecond: number; seconds: number; devices: number; burst: number; callers: number }

const SECONDS_LEAST = 2
const WARM_UP_SECONDS = 1
const LONGEST_US = 120_000_000

/**
 * Open loop: messages leave at times fixed beforehand, whatever the server does meanwhile, and each is timed from when it
 * should have left. A server that stalls is charged for all that it kept waiting.
 */
export async function sottoLatency(bench: Bench, load: LatencyLoad): Promise<Figures> {
  const devices = scaled(bench, load.devices, 10)
  return await onStage(
    bench,
    devices,
    async (stage) => {
      const fixed = await measureAt(bench, stage, load.perSecond, load.seconds)
      const most = await runSingle(bench, stage, { ...load, messages: load.burst })
      const half = await measureAt(bench, stage, Math.round(most.messagesPerSecond! / 2), load.seconds)
      return { ...fixed, halfRatePerSecond: most.messagesPerSecond! / 2, ...prefixed('half', half) }
    },
    { measure: 'delay' },
  )
}

/** At one rate, as often as the bench's scale says. */
export async function measureAt(bench: Bench, stage: Stage, rate: number, seconds: number): Promise<Figures> {
  await openLoop(stage, rate, WARM_UP_SECONDS)
  const before = (await stage.fleet.delaysUs()).length
  const cpu = startCpuClock({ ...stage.system.pids, devices: stage.fleet.pids(), application: [process.pid] })
  const results = await openLoop(stage, rate, Math.max(SECONDS_LEAST, seconds * bench.scale))
  const costs = Object.entries(cpu.spentUs()).map(([role, us]) => [`${role}CpuUs`, us / results.length])
  const handlers = histogram((await stage.fleet.delaysUs()).slice(before))
  return {
    ...percentiles('handler', handlers),
    ...percentiles('result', histogram(results)),
    ...Object.fromEntries(costs),
  }
}

/** Gives the microseconds from each message's due time to its result event. */
async function openLoop({ application, fleet }: Stage, rate: number, seconds: number): Promise<number[]> {
  const count = Math.round(rate * seconds)
  const due = new Map<string, number>()
  const ended = new Map<string, number>()
  application.onEvent = ({ kind, messageId }) => {
    if (kind === 'succeeded') ended.set(messageId, nowUs())
  }
  const startUs = nowUs()
  const answers: Promise<void>[] = []
  for (let sent = 0; sent < count; ) {
    const dueCount = Math.min(count, Math.floor(((nowUs() - startUs) / 1_000_000) * rate) + 1)
    for (; sent < dueCount; sent++) answers.push(send(sent, startUs + Math.round((sent / rate) * 1_000_000)))
    await pause(1)
  }
  await Promise.all(answers)
  await application.allSeen(deadlineMs(count))
  application.onEvent = undefined
  return [...due].map(([id, atUs]) => (ended.get(id) ?? Number.POSITIVE_INFINITY) - atUs)

  async function send(i: number, atUs: number): Promise<void> {
    const device = fleet.names[i % fleet.names.length]!
    const answer = await application.submit({ action: 'ping', params: { ...CONTENT, atUs }, devices: [device] })
    due.set(answer.messageIds[0]!, atUs)
  }
}

function histogram(valuesUs: number[]): Histogram {
  const found = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
  })
  for (const value of valuesUs) found.recordValue(Math.max(0, Math.round(value)))
  return found
}

function percentiles(of: string, found: Histogram): Figures {
  const ms = (percentile: number): number => found.getValueAtPercentile(percentile) / 1_000
  return {
    [`${of}P50Ms`]: ms(50),
    [`${of}P99Ms`]: ms(99),
    [`${of}P999Ms`]: ms(99.9),
    [`${of}MaxMs`]: found.maxValue / 1_000,
  }
}

const prefixed = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}-${name}`, value]))

/** CLOCK_MONOTONIC, which all processes of a machine share. */
const nowUs = (): number => Number(process.hrtime.bigint() / 1_000n)
