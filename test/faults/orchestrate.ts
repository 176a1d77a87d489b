import { setTimeout as sleep } from 'node:timers/promises'
import { TENANT } from './actors/device/channels.ts'
import { drain } from './drain.ts'
import type { Fault, Heal, Step } from './fault.ts'
import { openHistory } from './history.ts'
import type { Schedule } from './schedule.ts'
import { BOUNDS, openStage, type Stage, type StageOptions } from './stage.ts'

const LOOK_MS = 1_000
const PROBE_MS = 50
const DEVICES_A_LOOK = 1_000
/** What is not healed so long after its round has ended never will be, and the run has failed. */
const HEALED_MS_MAX = 300_000

export type RunOptions = StageOptions & {
  seconds: number
  schedule: Schedule
  faults: readonly Fault[]
  /** For people who wait. */
  say(sentence: string): void
}

/**
 * One run: starts all, lets the schedule happen, heals, drains, ends all. What happened is in the histories of the folder,
 * and whether it was right is for the checkers to say.
 */
export async function run(options: RunOptions): Promise<void> {
  const { schedule, seed, seconds, mutant, durability, say } = options
  const history = openHistory(options.folder, 'orchestrator')
  history.write({ is: 'run', seed, seconds, durability, mutant, bounds: BOUNDS })
  const stage = await openStage(options)
  const looking = look(stage)
  try {
    history.write({ is: 'phase', phase: 'warm-up' })
    let startedAt = performance.now()
    const until = async (ms: number): Promise<void> =>
      void (await sleep(Math.max(0, startedAt + ms - performance.now())))
    for (const [i, round] of schedule.rounds.entries()) {
      await until(round.startsAt)
      say(`round ${i + 1} of ${schedule.rounds.length}: ${round.steps.length} faults`)
      history.write({ is: 'phase', phase: 'mix' })
      const running: Promise<void>[] = []
      // On a machine that is late, what was planned one after the other must not meet all the same.
      const busy = new Map<string, Promise<void>>()
      for (const step of round.steps) {
        await until(step.at)
        const before = step.targets.map((target) => busy.get(target))
        const id = running.length
        const one = Promise.all(before).then(() => perform(step, options.faults, stage, id))
        for (const target of step.targets) busy.set(target, one)
        running.push(one)
      }
      await until(round.quietAt)
      await healed(running)
      // What took longer than planned puts off all that comes after it: a quiet quarter stays one.
      startedAt += Math.max(0, performance.now() - (startedAt + round.quietAt))
      history.write({ is: 'phase', phase: 'quiet' })
      await until(round.endsAt)
    }
    history.write({ is: 'phase', phase: 'heal' })
    await healAll(stage)
    history.write({ is: 'phase', phase: 'drain' })
    say('draining')
    await drain(stage)
    history.write({ is: 'phase', phase: 'end' })
  } finally {
    looking.close()
    await stage.close()
  }
}

async function healed(running: Promise<void>[]): Promise<void> {
  const overdue = AbortSignal.timeout(HEALED_MS_MAX)
  await Promise.race([
    Promise.all(running),
    new Promise((_, reject) => {
      overdue.addEventListener('abort', () => reject(new Error('a fault was not healed: the run is stuck')), {
        once: true,
      })
    }),
  ])
}

async function perform(step: Step, faults: readonly Fault[], stage: Stage, id: number): Promise<void> {
  const { history } = stage
  const fault = faults.find(({ name }) => name === step.fault)
  if (!fault) throw new Error(`There is no fault "${step.fault}".`)
  const { targets, detail } = step
  const note = (what: 'begins' | 'healed' | 'failed'): void =>
    history.write({ is: 'fault', id, fault: step.fault, what, targets, detail })
  note('begins')
  let heal: Heal = () => undefined
  try {
    const begunAt = performance.now()
    heal = await fault.inject(detail, stage)
    await sleep(Math.max(0, begunAt + step.forMs - performance.now()))
    await heal()
    note('healed')
  } catch (error) {
    // A harness that can't do what it planned must say so: the run's figures would claim more than was tried.
    history.write({ is: 'fault', id, fault: step.fault, what: 'failed', targets, detail: { error: String(error) } })
  }
}

/** Whatever the faults left behind. */
async function healAll({ actor, actorsOf }: Stage): Promise<void> {
  const store = actor('redis')
  store.resume()
  await store.start()
  const all = actorsOf('gateway', 'worker', 'fleet', 'agent', 'application', 'subscriber')
  for (const one of all) {
    one.tell({ say: 'disarm' })
    one.resume()
  }
  await Promise.all(all.map((one) => one.start()))
}

/** The store's clock and who it has for online, again and again. */
function look({ direct, history }: Stage): { close(): void } {
  let isLooking = false
  let lateMs = 0
  let dueAt = performance.now() + PROBE_MS
  let storeLateMs = 0
  let isAsking = false
  const prober = setInterval(() => {
    lateMs = Math.max(lateMs, performance.now() - dueAt)
    dueAt = performance.now() + PROBE_MS
    if (!isAsking) void askStore()
  }, PROBE_MS)
  async function askStore(): Promise<void> {
    isAsking = true
    const askedAt = performance.now()
    try {
      await direct.client.time()
      storeLateMs = Math.max(storeLateMs, performance.now() - askedAt)
    } catch (error) {
      // As below: it is away, and a fault says so.
      if (!(error instanceof Error)) throw error
    }
    isAsking = false
  }
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    void lookOnce().finally(() => {
      isLooking = false
    })
  }, LOOK_MS)
  async function lookOnce(): Promise<void> {
    try {
      const [seconds, micros] = await direct.client.time()
      history.write({ is: 'clock', storeMs: Number(seconds) * 1_000 + Number(micros) / 1_000, lateMs, storeLateMs })
      lateMs = 0
      storeLateMs = 0
      const devices = await direct.devices.list(TENANT, '', DEVICES_A_LOOK)
      history.write({ is: 'online', devices: devices.filter(({ online }) => online).map(({ device }) => device) })
    } catch (error) {
      // The store is away, as it is meant to be now and then.
      if (!(error instanceof Error)) throw error
    }
  }
  return {
    close() {
      clearInterval(timer)
      clearInterval(prober)
    },
  }
}
