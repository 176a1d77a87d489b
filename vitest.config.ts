import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, not threads: the tests start servers of their own and send signals.
    pool: 'forks',
    // The machine that runs this has two cores, and each file has a Redis beside it.
    maxWorkers: 2,
    watch: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './test/support/count-reporter.ts'],
  },
})
