import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ActionContext, Stopped } from '../../clients/agent/action.ts'
import { createPrograms, type Program } from '../../clients/agent/program.ts'
import { stage } from '../support/agent.ts'
import { until } from '../support/until.ts'

const on = stage()
const node = process.execPath

type Noted = ActionContext & { progressed: [number, string][]; abort: AbortController }
function context(part: Partial<ActionContext> = {}): Noted {
  const abort = new AbortController()
  const progressed: [number, string][] = []
  return {
    ...{ messageId: 'm1', action: 'act', params: {}, content: '{"a":1}', attempt: 1, leaseSeconds: 60, hook: null },
    ...{ traceparent: '', tracestate: '', signal: abort.signal, resumed: false, abort, progressed },
    progress: (percent, note = '') => void progressed.push([percent, note]),
    ...part,
  }
}

const script = (code: string, rest: Partial<Program> = {}): Program => ({ path: node, args: ['-e', code], ...rest })
const run = (program: Program, args: string[] = [], given = context()) =>
  createPrograms({ p: program })('p', args, given)

describe('a hook program', () => {
  it('[D3] gets the content on its input, a small environment, and no shell', async () => {
    process.env.SOTTO_TEST_SECRET = 'secret'
    process.env.SOTTO_TEST_GIVEN = 'given'
    const code = `let text = ''
      process.stdin.on('data', (chunk) => { text += chunk })
      process.stdin.on('end', () => console.log(JSON.stringify([text, process.argv.slice(1), process.env])))`
    const hostile = ['; touch /tmp/x', '$(id)', '`id`', '| cat', '"', "'", '*', '-e']
    const { output } = await run(script(code, { env: ['SOTTO_TEST_GIVEN'], args: ['-e', code, '--'] }), hostile)
    const [text, args, env] = JSON.parse(output) as [string, string[], Record<string, string>]
    expect(text).toBe('{"a":1}')
    expect(args).toEqual(hostile)
    expect(env).toMatchObject({ SOTTO_MESSAGE_ID: 'm1', SOTTO_ACTION: 'act', SOTTO_TEST_GIVEN: 'given' })
    expect(env.SOTTO_TEST_SECRET).toBeUndefined()
  })

  it('[D3] not in the allow-list: rejected', async () => {
    const programs = createPrograms({ p: script('') })
    for (const name of ['other', 'constructor', node]) {
      await expect(programs(name, [], context())).rejects.toMatchObject({ name: 'Rejected', code: 'NOT_ALLOWED' })
    }
    expect(() => createPrograms({ p: { path: 'node' } })).toThrow(/must be absolute/)
  })

  it('[D3] another exit code: PROGRAM_EXIT, with its last words', async () => {
    const program = script('console.log("some"); console.error("disk is full"); process.exitCode = 3')
    await expect(run(program)).rejects.toMatchObject({
      code: 'PROGRAM_EXIT',
      message: 'It ended with exit code 3. disk is full',
      output: 'some\n',
    })
    await expect(run(script('process.kill(process.pid, "SIGKILL")'))).rejects.toMatchObject({
      code: 'PROGRAM_EXIT',
      message: 'It was ended by SIGKILL.',
    })
    await expect(run({ path: '/nowhere/program' })).rejects.toMatchObject({ code: 'PROGRAM_START' })
    await expect(run(script(''), ['a\0b'])).rejects.toMatchObject({ code: 'PROGRAM_START' })
  })

  it('[D3] does not read its input: no error', async () => {
    const given = context({ content: JSON.stringify('x'.repeat(60_000)) })
    expect(await run(script('process.stdin.destroy(); console.log("ok")'), [], given)).toMatchObject({ output: 'ok\n' })
  })

  it('[B1] its output is cut, and that is said', async () => {
    const code = 'for (let i = 0; i < 1000; i++) process.stdout.write("é".repeat(1000))'
    const { output, detail } = await run(script(code, { outputBytesMax: 1_001 }))
    expect(output).toBe('é'.repeat(500))
    expect(detail).toBe('The output was cut: 2000000 bytes, of which 1001 are kept.')
  })

  it('[D3] over time: stopped with all that it started, also what does not listen', async () => {
    const folder = await on.folder()
    const pids = join(folder, 'pids')
    const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);
      require('fs').appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n')`
    const parent = join(folder, 'parent.cjs')
    await writeFile(
      parent,
      `${deaf}; require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit' })`,
    )
    const ran = run({ path: node, args: [parent], timeoutSeconds: 1 })
    await expect(ran).rejects.toMatchObject({ code: 'PROGRAM_TIMEOUT' })
    const started = (await readFile(pids, 'utf8')).trim().split('\n').map(Number)
    expect(started).toHaveLength(2)
    await until(() => started.every((pid) => !isAlive(pid)))
  })

  it('[M12] canceled: stopped, and the reason is thrown', async () => {
    const given = context()
    const ran = run(script('setInterval(() => {}, 1000)'), [], given)
    given.abort.abort(new Stopped('canceled'))
    await expect(ran).rejects.toMatchObject({ name: 'Stopped', why: 'canceled' })
  })

  it('[D3] what it leaves in the background is not waited for', async () => {
    const folder = await on.folder()
    const pidFile = join(folder, 'pid')
    const code = `const child = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit' })
      require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid)); console.log('ok'); process.exit(0)`
    const before = Date.now()
    expect(await run(script(code))).toMatchObject({ output: 'ok\n' })
    expect(Date.now() - before).toBeLessThan(10_000)
    process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL')
  })

  it('[M7] renews the lease while it runs, and takes progress from its lines', async () => {
    const given = context({ leaseSeconds: 0.5 })
    const code = `console.log('progress 40 half way'); console.log('progress'); process.stdout.write('pro')
      setTimeout(() => process.stdout.write('gress 90'), 700)`
    const { output } = await run(script(code, { progress: true }), [], given)
    expect(output).toBe('progress\n')
    expect(given.progressed[0]).toEqual([40, 'half way'])
    expect(given.progressed.at(-1)).toEqual([90, ''])
    expect(given.progressed.length).toBeGreaterThan(3)
  })
})

/** A process that has ended and is not collected yet is dead too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
