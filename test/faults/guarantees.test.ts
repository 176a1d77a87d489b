import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { promises } from './guarantees.ts'

it('docs/guarantees.md has the promises, checkers and mutants that there are', () => {
  const page = readFileSync(new URL('../../docs/guarantees.md', import.meta.url), 'utf8')
  // The figures below are those of the last long run.
  expect(page.startsWith(promises())).toBe(true)
})
