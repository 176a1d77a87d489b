import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type Message, type Sotto } from '../../clients/sdk/index.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

/** ```bash run, ```ts run: as they stand, but for the two addresses; `in the background` until the page is through. */
const EXAMPLE = /^```(bash|ts) run( in the background)?\n([\s\S]*?)^```$/gm
const root = new URL('../../', import.meta.url).pathname
const PAGE_MS_MAX = 90_000

type Example = { language: string; goesOn: boolean; code: string }
type Stopped = () => Promise<void>

describe('the examples of', () => {
  const redis = withRedis()
  let deployment: Deployment
  let sotto: Sotto

  beforeAll(async () => {
    deployment = await startDeployment(redis.url)
    sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey })
  })
  afterAll(async () => {
    sotto?.close()
    await deployment?.close()
  })

  it('[M1] [M2] [A1] README.md do what it says', { timeout: PAGE_MS_MAX }, async () => {
    const [cliSend, curl, sdk, update] = await runPage('README.md', 'kiosk-2')
    expect(cliSend).toContain('"status":"succeeded"')
    expect(cliSend).toMatch(/"kind":"queued"[\s\S]*"kind":"sent"[\s\S]*"kind":"received"[\s\S]*"kind":"succeeded"/)
    expect(curl).toMatch(/"commandId":"c[\s\S]*"EVENT_KIND_SUCCEEDED"/)
    expect(sdk).toMatch(/^true Linux|^true Darwin/)
    expect(sdk).toMatch(/succeeded kiosk-1 m\w+\ngo on from \S+\n$/)
    expect(update).toContain('"status":"succeeded"')
    const isDone = ({ status }: Message) => status === 'succeeded'
    await until(async () => (await messagesOf('kiosk-1')).filter(isDone).length === 3)
    expect((await messagesOf('kiosk-2'))[0]?.outcome?.output).toBe('{"installed":"2.4"}')
  })

  it('[D1] docs/agent.md do what it says', { timeout: PAGE_MS_MAX }, async () => {
    await runPage('docs/agent.md', 'lobby-1', async () => {
      const logs = await sotto.run({ action: 'collect-logs', devices: ['lobby-1'], params: { days: 3 } })
      expect(logs.messages[0]).toMatchObject({ status: 'succeeded', outcome: { output: 'logs of 3 days' } })
      const tooMany = await sotto.run({ action: 'collect-logs', devices: ['lobby-1'], params: { days: 31 } })
      expect(tooMany.messages[0]).toMatchObject({ status: 'rejected', outcome: { code: 'BAD_CONTENT' } })
    })
  })

  /** Gives what the examples printed that end by themselves. @param device whose token is in SOTTO_TOKEN */
  async function runPage(page: string, device: string, then?: () => Promise<void>): Promise<string[]> {
    const folder = await checkout(deployment)
    const { token } = await sotto.enrollments.create({ deviceId: device })
    const going: Stopped[] = []
    const printed: string[] = []
    try {
      for (const example of await examples(page)) {
        const before = await countOnline()
        const running = await start(example, folder, { SOTTO_SERVER: deployment.grpc, SOTTO_TOKEN: token })
        if (example.goesOn) {
          going.push(running.stop)
          await until(async () => (await countOnline()) > before)
        } else printed.push(await running.finished())
      }
      await then?.()
      return printed
    } finally {
      for (const stop of going) await stop()
      await rm(folder, { recursive: true, force: true })
    }
  }

  async function examples(page: string): Promise<Example[]> {
    const text = await readFile(join(root, page), 'utf8')
    const found = [...text.matchAll(EXAMPLE)].map(([, language = '', goesOn, code = '']) => ({
      language,
      goesOn: goesOn !== undefined,
      code: code.replaceAll('http://127.0.0.1:7070', deployment.http).replaceAll('127.0.0.1:7071', deployment.grpc),
    }))
    expect(found.length).toBeGreaterThan(1)
    return found
  }

  async function countOnline(): Promise<number> {
    let count = 0
    for await (const _ of sotto.devices.list({ online: true })) count++
    return count
  }

  async function messagesOf(device: string): Promise<Message[]> {
    const messages: Message[] = []
    for await (const message of sotto.list({ deviceId: device })) messages.push(message)
    return messages
  }
})

/** A folder in which a program finds what it finds in a checkout with a server that runs. */
async function checkout({ dataFolder }: Deployment): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-readme-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await symlink(dataFolder, join(folder, '.sotto'))
  await writeFile(join(folder, 'package.json'), '{"type":"module","private":true}')
  await mkdir(join(folder, 'bin'))
  await writeFile(
    join(folder, 'bin', 'curl'),
    `#!/bin/sh\nexec ${process.execPath} ${root}test/support/programs/curl.mjs "$@"\n`,
  )
  await chmod(join(folder, 'bin', 'curl'), 0o755)
  return folder
}

async function start({ language, code }: Example, folder: string, variables: Record<string, string>) {
  const env = {
    ...process.env,
    ...variables,
    // The machine's own curl, if it has one.
    PATH: `${process.env.PATH}${delimiter}${join(folder, 'bin')}`,
    npm_config_update_notifier: 'false',
  }
  const script = join(folder, `example-${Math.random().toString(36).slice(2)}.ts`)
  await writeFile(script, code)
  const [program, args] =
    language === 'bash' ? ['bash', ['-euo', 'pipefail', '-c', code]] : [process.execPath, ['--import', 'tsx', script]]
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => (err += data))
  const exited = once(child, 'close') as Promise<[number | null, string | null]>
  return {
    async finished() {
      const [exitCode, signal] = await exited
      if (exitCode === 0) return out
      throw new Error(`It ended with ${exitCode ?? signal}:\n${code}\n${out}\n${err}`)
    },
    /** It was to go on: one that has ended is an error. */
    async stop() {
      const wasRunning = child.exitCode === null && child.signalCode === null
      if (wasRunning && child.pid) process.kill(-child.pid, 'SIGKILL')
      await exited
      if (!wasRunning) throw new Error(`It ended:\n${code}\n${out}\n${err}`)
    },
  }
}
