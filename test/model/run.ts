import fc from 'fast-check'
import type { Redis } from 'ioredis'
import { testConfig } from '../support/fixture.ts'
import { Interleaving, TEMPERS } from './interleaving.ts'
import { DEVICES, MOVES, NODES } from './moves.ts'
import { compareLog, compareRecords, drain } from './settle.ts'
import { createWaitings } from './waiting.ts'
import { openPorts, type Ports, rulesOf } from './world.ts'

/** Interleavings under way at the same time: their calls share pipelines. */
const LANES = 256
/** Of one interleaving. The smallest causes that were found are of four to seven. */
const MOVES_MAX = 20
/** Small bounds, so that a few moves reach them; every fourth has the window of production. */
const SETTINGS = [
  { windowPerChannel: 2, openPerDeviceMax: 6, attemptsMax: 3, retryBaseMs: 1_000, retryCapMs: 3_000 },
  { windowPerChannel: 1, openPerDeviceMax: 10, attemptsMax: 2 },
  { windowPerChannel: 3, openPerDeviceMax: 6, attemptsMax: 8, lateGraceSeconds: 60 },
  { windowPerChannel: 16, openPerDeviceMax: 60, attemptsMax: 2 },
]

export type Outcome = { interleavings: number; failure: string | undefined }
/** What the lanes share: when one has failed, it alone goes on, to find the smallest cause. */
type Counted = { interleavings: number; failedSeed: number | undefined }
type Options = {
  runs: number
  seed: number
  /** Puts something else in the place of the store: the model must see it. */
  mutant?: Mutant
}
export type Mutant = {
  /** Of the store only; the model keeps those it was given. */
  settings?: Record<string, unknown>
  ports?(ports: Ports): Partial<Ports>
}

/** Runs so many interleavings; the same seed, the same interleavings. */
export async function runInterleavings(client: Redis, options: Options): Promise<Outcome> {
  const waitings = createWaitings(String(client.options.path))
  const open = await openPorts(client, waitings)
  const counted: Counted = { interleavings: 0, failedSeed: undefined }
  const lanes = Array.from({ length: Math.min(LANES, options.runs) }, (_, lane) => options.seed + lane * 7_919)
  const checks = await Promise.all(
    lanes.map((seed) => check(open, { ...options, seed, runs: Math.ceil(options.runs / lanes.length) }, counted)),
  )
  waitings.close()
  return { interleavings: counted.interleavings, failure: checks[lanes.indexOf(counted.failedSeed ?? -1)] }
}

async function check(
  open: (settings: Record<string, unknown>, seed: number) => Ports,
  { seed, runs, mutant }: Options,
  counted: Counted,
): Promise<string | undefined> {
  const property = fc.asyncProperty(
    fc.commands(MOVES, { maxCommands: MOVES_MAX, size: 'max' }),
    fc.scheduler(),
    fc.array(fc.constantFrom(...TEMPERS), { minLength: 1, maxLength: 8 }),
    fc.constantFrom(...SETTINGS),
    fc.nat(),
    async (moves, scheduler, tempers, settings, chanceSeed) => {
      if (counted.failedSeed !== undefined && counted.failedSeed !== seed) return
      counted.interleavings++
      const ports = open({ ...settings, ...mutant?.settings }, chanceSeed)
      const rules = rulesOf(testConfig(settings))
      const it = new Interleaving({ ...ports, ...mutant?.ports?.(ports) }, rules, scheduler, tempers)
      try {
        await it.enroll(DEVICES[0], 1)
        await it.enroll(DEVICES[1], 1)
        await it.open(DEVICES[0], NODES[0], '')
        await fc.scheduledModelRun(scheduler, () => ({ model: it.model, real: it }), moves)
        if (it.failure !== undefined) throw it.failure
        await compareRecords(it)
        await drain(it)
        await compareLog(it)
      } catch (error) {
        counted.failedSeed ??= seed
        throw error
      } finally {
        await ports.waiting.close()
      }
    },
  )
  const result = await fc.check(property, { numRuns: runs, seed, interruptAfterTimeLimit: 120_000 })
  return result.failed ? `${String(result.errorInstance)}\n${fc.defaultReportMessage(result as never)}` : undefined
}
