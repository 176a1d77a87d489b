import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'

const PROGRAM = new URL('../support/programs/deployment-life.ts', import.meta.url).pathname
/** From the last line until the process is gone: a timer that is left would hold it for longer. */
const END_MS_MAX = 1_000

it('[B2] a deployment that is closed leaves no handle that keeps its process, and no process', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const storePid = Number((await lines.next()).value)
  const held = String((await lines.next()).value)
  const since = performance.now()
  const stuck = setTimeout(() => child.kill('SIGKILL'), 10 * END_MS_MAX)
  const [code] = await exited
  clearTimeout(stuck)
  expect({ code, held, ms: performance.now() - since }).toMatchObject({ code: 0 })
  expect(performance.now() - since, held).toBeLessThan(END_MS_MAX)
  expect(() => process.kill(storePid, 0)).toThrow('ESRCH')
})
