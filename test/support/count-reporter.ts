import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Prints `N passed, N failed` alone on the last line, for whoever reads the output with a program.
 * What failed outside of a test (a file that does not load, a rejection nobody handles) counts as failed: a run that
 * ends with "0 failed" is a run that exits with 0.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failedTests = tests.filter((test) => test.result().state === 'failed').length
    const failedModules = modules.filter(failedOutsideOfTests).length
    const line = `${passed} passed, ${failedTests + failedModules + unhandledErrors.length} failed`
    // At exit, so that it stays below the summary of the reporter beside this one.
    process.once('exit', () => process.stdout.write(`${line}\n`))
  }
}

function failedOutsideOfTests(module: TestModule): boolean {
  const suites = [...module.children.allSuites()]
  return module.errors().length > 0 || suites.some((suite) => suite.errors().length > 0)
}
