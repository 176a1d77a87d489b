// npm run faults -- --seed S --seconds N | --hours H  [--json FILE] [--folder F] [--size small|full] [--rate R] [--mutants]
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createCast, FULL, SMALL } from './cast.ts'
import { FAULTS } from './faults/index.ts'
import { run } from './orchestrate.ts'
import { createSchedule } from './schedule.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '120' },
    folder: { type: 'string' },
    rate: { type: 'string', default: '60' },
    size: { type: 'string', default: 'full' },
    faults: { type: 'string', default: '' },
    schedule: { type: 'boolean', default: false },
  },
})
const say = (sentence: string) => process.stderr.write(`${new Date().toISOString()} ${sentence}\n`)
const cast = createCast(values.size === 'small' ? SMALL : FULL)
const faults = FAULTS.filter(({ name }) => values.faults === '' || values.faults.split(',').includes(name))
const schedule = createSchedule(values.seed, Number(values.seconds), cast, faults)
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'sotto-faults-'))
say(`seed ${values.seed}, ${values.seconds} s, in ${folder}`)
await run({
  ...{ cast, folder, seed: values.seed, mutant: '', rate: Number(values.rate), durability: 'always' },
  ...{ seconds: Number(values.seconds), schedule, faults, say },
})
process.exit(0)
