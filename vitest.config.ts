import { defineConfig } from 'vitest/config'
import { PATIENCE_MS } from './test/support/patience.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, not threads: the tests start servers of their own and send signals.
    pool: 'forks',
    // The machine that runs this has two cores, and each file has a Redis beside it.
    maxWorkers: 2,
    watch: false,
    // Longer than what a test waits for, so that it says what did not come.
    testTimeout: 2 * PATIENCE_MS,
    hookTimeout: 2 * PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    reporters: ['default', './test/support/count-reporter.ts'],
  },
})
