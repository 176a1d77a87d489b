import { expect, it } from 'vitest'
import { currentPage } from './guarantees.ts'

// `npx vitest run test/faults/guarantees.test.ts -u` writes all but the figures anew.
it('docs/guarantees.md has the promises, checkers and mutants that there are', async () => {
  await expect(currentPage()).toMatchFileSnapshot('../../docs/guarantees.md')
})
