import { readdirSync, readFileSync } from 'node:fs'
import type { SIZES } from './cast.ts'
import type { Step } from './fault.ts'

const FOLDER = new URL('./bad-seeds/', import.meta.url)

/**
 * What a run found, as a file of bad-seeds. Its steps are kept, because a seed means other steps as soon as there is another
 * fault: those of the rounds in which it was found, moved to the beginning, and of them those that it takes.
 */
export type BadSeed = {
  /** What was wrong, for whom, and where it is mended. */
  found: string
  /** Of the run, with its length and the rounds that it was found in. */
  seed: string
  seconds: number
  rounds: number[]
  size: keyof typeof SIZES
  steps: Step[]
}

/** All there are, by the names of their files. */
export function readBadSeeds(): { name: string; bad: BadSeed }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      bad: JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as BadSeed,
    }))
}
