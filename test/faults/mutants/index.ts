import type { Mutant } from './mutant.ts'

const NONE: Mutant = { name: '', what: 'nothing', caughtBy: '', faults: [] }

export const MUTANTS: readonly Mutant[] = []

/** '' is the product as it is. @throws when there is no such mutant */
export function mutantOf(name: string): Mutant {
  if (name === '') return NONE
  const mutant = MUTANTS.find((known) => known.name === name)
  if (!mutant) throw new Error(`There is no mutant "${name}". Known: ${MUTANTS.map((known) => known.name).join(', ')}.`)
  return mutant
}
