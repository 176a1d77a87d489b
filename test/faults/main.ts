// The fault harness: see CONTRIBUTING.md for its options, docs/guarantees.md for what it found. Exit code 1: a promise was broken.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BadSeed } from './bad-seed.ts'
import { createCast, SIZES } from './cast.ts'
import { FAULTS, NOT_TRIED } from './faults/index.ts'
import { writeGuarantees } from './guarantees.ts'
import { type Lap, lapOf, runLap, violationsOf } from './lap.ts'
import { asText, reportOf } from './report.ts'
import { createSchedule, onlyRounds, type Schedule } from './schedule.ts'
import { scoreMutants } from './score.ts'

/** A long run is many of these, each with the next seed, in a world of its own. */
const LAP_SECONDS_MAX = 900

const { values: given } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '120' },
    hours: { type: 'string' },
    json: { type: 'string' },
    /** Where the histories go, and stay. */
    folder: { type: 'string' },
    size: { type: 'string', default: 'full' },
    /** Messages a second. */
    rate: { type: 'string', default: '60' },
    durability: { type: 'string', default: 'always' },
    /** Only these, by name and comma. */
    faults: { type: 'string', default: '' },
    /** All of them, or those named. */
    mutants: { type: 'boolean', default: false },
    mutant: { type: 'string', default: '' },
    /** Writes docs/guarantees.md with the figures of this call. */
    document: { type: 'boolean', default: false },
    /** Judges the histories of an earlier run again. */
    judge: { type: 'string' },
    /** Only these rounds of the schedule, by number and comma, one right after the other. */
    rounds: { type: 'string', default: '' },
    /** Prints the schedule and does nothing; with `rounds` as a file for bad-seeds. */
    plan: { type: 'boolean', default: false },
  },
})

// What runs ends with us, however we are ended.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const say = (sentence: string): void => void process.stderr.write(`${new Date().toISOString()} ${sentence}\n`)
const size = given.size === 'small' ? 'small' : 'full'
const cast = createCast(SIZES[size])
const faults = FAULTS.filter(({ name }) => given.faults === '' || given.faults.split(',').includes(name))
const durability = given.durability === 'everysec' ? 'everysec' : 'always'
const rounds = given.rounds === '' ? [] : given.rounds.split(',').map(Number)
const seconds = given.hours === undefined ? Number(given.seconds) : Number(given.hours) * 3_600

if (given.judge === undefined)
  for (const { name, why } of NOT_TRIED) say(`NOT TRIED on this machine: ${name}, because ${why}`)

if (given.plan) {
  process.stdout.write(`${JSON.stringify(plan(), null, 2)}\n`)
} else if (given.judge !== undefined) {
  finish([lapOf(given.judge)])
} else if (given.mutants || given.mutant !== '') {
  const { caught, of } = await scoreMutants({ only: given.mutant, seed: given.seed, say })
  process.stdout.write(`${caught} of ${of} mutants caught\n`)
  process.exit(caught === of ? 0 : 1)
} else {
  finish(await runAll())
}

function scheduleFor(seed: string, lapSeconds: number): Schedule {
  const whole = createSchedule(seed, lapSeconds, cast, faults)
  return rounds.length === 0 ? whole : onlyRounds(whole, rounds)
}

function plan(): Schedule | BadSeed {
  const { seed } = given
  const schedule = scheduleFor(seed, seconds)
  if (rounds.length === 0) return schedule
  return { found: '', seed, seconds, rounds, size, steps: schedule.rounds.flatMap(({ steps }) => steps) }
}

async function runAll(): Promise<Lap[]> {
  const laps: Lap[] = []
  const count = Math.ceil(seconds / LAP_SECONDS_MAX)
  for (let i = 0; i < count; i++) {
    const seed = i === 0 ? given.seed : `${given.seed}+${i}`
    const lapSeconds = Math.round(seconds / count)
    const folder = given.folder && count === 1 ? given.folder : mkdtempSync(join(tmpdir(), 'sotto-faults-'))
    say(`seed ${seed}, ${lapSeconds} s, in ${folder}`)
    const schedule = scheduleFor(seed, lapSeconds)
    const lap = await runLap(
      {
        ...{ cast, folder, seed, mutant: '', rate: Number(given.rate), durability, seconds: lapSeconds },
        ...{ schedule, faults, say },
      },
      given.folder !== undefined,
    )
    laps.push(lap)
    if (violationsOf(lap) > 0) say(`${violationsOf(lap)} violations; the histories stay in ${folder}`)
    // After each lap, so that a run of hours that is cut short has said what it found.
    if (given.json !== undefined) writeFileSync(given.json, `${JSON.stringify(reportOf(laps, new Date()), null, 2)}\n`)
  }
  return laps
}

function finish(laps: Lap[]): void {
  const report = reportOf(laps, new Date())
  process.stdout.write(asText(report))
  if (given.document) writeGuarantees(report)
  process.exit(report.violations === 0 ? 0 : 1)
}
