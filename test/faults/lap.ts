import { rmSync } from 'node:fs'
import { judge, type Verdict } from './checkers/index.ts'
import { readHistories } from './history.ts'
import { type RunOptions, run } from './orchestrate.ts'

/** What one run was, and what the checkers say of it. */
export type Lap = {
  seed: string
  seconds: number
  durability: string
  mutant: string
  messages: number
  events: number
  /** Faults that were done, by name. */
  faults: Record<string, number>
  verdicts: Verdict[]
  /** Where the histories are; '' when they were removed because nothing was found. */
  folder: string
}

/** Runs and judges. The folder stays when something was found. */
export async function runLap(options: RunOptions, keep: boolean): Promise<Lap> {
  await run(options)
  const lap = lapOf(options.folder)
  if (keep || violationsOf(lap) > 0) return lap
  rmSync(options.folder, { recursive: true, force: true })
  return { ...lap, folder: '' }
}

/** From the histories alone: a folder of an earlier run can be judged again. */
export function lapOf(folder: string): Lap {
  const histories = readHistories(folder)
  const lap: Lap = {
    ...{ seed: '', seconds: 0, durability: '', mutant: '', messages: 0, events: 0 },
    ...{ faults: {}, verdicts: judge(histories), folder },
  }
  for (const line of histories.lines('orchestrator')) {
    if (line.is === 'run')
      Object.assign(lap, { seed: line.seed, seconds: line.seconds, durability: line.durability, mutant: line.mutant })
    if (line.is === 'fault' && line.what === 'begins') lap.faults[line.fault] = (lap.faults[line.fault] ?? 0) + 1
  }
  if (!histories.names.includes('final')) return lap
  for (const line of histories.lines('final')) {
    if (line.is === 'log') lap.events++
    if (line.is === 'stored-message') lap.messages++
  }
  return lap
}

export const violationsOf = ({ verdicts }: Lap): number =>
  verdicts.reduce((sum, { violations }) => sum + violations.length, 0)
