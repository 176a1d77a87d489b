import type { Mutant } from './mutant.ts'
import { MUTANTS_OF_DEVICES } from './of-devices.ts'
import { MUTANTS_OF_PORTS } from './of-ports.ts'
import { MUTANTS_OF_THE_LIBRARY } from './of-the-library.ts'
import { MUTANTS_OF_THE_LOG } from './of-the-log.ts'

export const MUTANTS: readonly Mutant[] = [
  ...MUTANTS_OF_DEVICES,
  ...MUTANTS_OF_THE_LIBRARY,
  ...MUTANTS_OF_PORTS,
  ...MUTANTS_OF_THE_LOG,
]

const NONE: Mutant = { name: '', what: 'nothing', caughtBy: '', faults: [] }

/** '' is the product as it is. @throws when there is no such mutant */
export function mutantOf(name: string): Mutant {
  if (name === '') return NONE
  const mutant = MUTANTS.find((known) => known.name === name)
  if (!mutant) throw new Error(`There is no mutant "${name}". Known: ${MUTANTS.map((known) => known.name).join(', ')}.`)
  return mutant
}
