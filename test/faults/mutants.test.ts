import { describe, expect, it } from 'vitest'
import { withRedis } from '../support/redis.ts'
import { CHECKERS } from './checkers/index.ts'
import { MUTANTS } from './mutants/index.ts'

const redis = withRedis()

// That each is caught is for `npm run faults -- --mutants`, which takes its time; here, that they are still mutants.
describe('mutants', () => {
  it('are at least ten, and each has a checker that must catch it', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(10)
    const checkers = CHECKERS.map(({ name }) => name)
    expect(MUTANTS.filter(({ caughtBy }) => !checkers.includes(caughtBy))).toEqual([])
  })

  it('leave no checker without one', () => {
    const meant = new Set(MUTANTS.map(({ caughtBy }) => caughtBy))
    expect(CHECKERS.map(({ name }) => name).filter((name) => !meant.has(name))).toEqual([])
  })

  it.each(MUTANTS.filter(({ library }) => library))(
    '$name changes the function library, and the store takes it',
    async ({ library }) => {
      const { name, source } = library!()
      expect(await redis.connect().call('FUNCTION', 'LOAD', source)).toBe(name)
    },
  )
})
