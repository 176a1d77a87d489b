import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { afterAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../core/config.ts'
import { environmentName } from '../../store/settings.ts'
import { eventually } from '../support/eventually.ts'
import { type Program, startProgram } from '../support/program-process.ts'
import { startRedis } from '../support/redis.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')
const instructions = DockerfileParser.parse(text).getInstructions()
const named = (keyword: string) => instructions.filter((one) => one.getKeyword() === keyword)
const wordsOf = (one: Instruction) => one.getArguments().map((argument) => argument.getValue())

/** What each stage copies, in order: from the checkout, or from the stage before. */
const copies = (stage: 0 | 1) => {
  const second = named('FROM')[1]?.getRange().start.line ?? 0
  return named('COPY')
    .filter((one) => (stage === 0) === one.getRange().start.line < second)
    .map((one) => {
      const words = wordsOf(one).filter((word) => !word.startsWith('--'))
      const isFromStage = text.split('\n')[one.getRange().start.line]?.includes('--from=build') === true
      return { from: words.slice(0, -1), to: words.at(-1) ?? '', isFromStage }
    })
}

describe('deploy/Dockerfile', () => {
  it('has no mistake that a parser finds', () => {
    expect(validate(text)).toEqual([])
  })

  it('ends with a user that is not root, a health check, and no secret', () => {
    expect(wordsOf(named('USER')[0]!)).toEqual(['10001:10001'])
    expect(named('HEALTHCHECK')).toHaveLength(1)
    expect(text).not.toMatch(/ARG|TOKEN|SECRET|PASSWORD/i)
  })

  it('names settings that there are', () => {
    const known = Object.keys(SETTINGS).map(environmentName)
    const given = [...text.matchAll(/\bSOTTO_[A-Z_]+/g)].map(([name]) => name)
    expect(given.filter((name) => !known.includes(name))).toEqual([])
  })

  it('copies every workspace before it installs, and only what there is', () => {
    const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { workspaces: string[] }
    const copied = copies(0).flatMap(({ from }) => from)
    expect(workspaces.filter((name) => !copied.includes(`${name}/package.json`))).toEqual([])
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('is let in all that it copies by its ignore file', () => {
    const allowed = readFileSync(join(root, 'deploy/Dockerfile.dockerignore'), 'utf8')
    const wanted = [...copies(0), ...copies(1).filter(({ isFromStage }) => !isFromStage)].flatMap(({ from }) => from)
    const missing = wanted.filter(
      (path) => !allowed.includes(`!${path}\n`) && !allowed.includes(`!${path.split('/')[0]}\n`),
    )
    expect(missing).toEqual([])
  })
})

describe('what deploy/Dockerfile makes, laid out by hand', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-image-'))
  const running: Program[] = []
  afterAll(async () => {
    for (const program of running) await program.terminate()
    rmSync(folder, { recursive: true, force: true })
  })

  it('[B6] builds, serves, and is healthy with a worker beside it', async () => {
    const source = join(folder, 'src')
    const app = join(folder, 'app')
    for (const { from, to } of copies(0)) copy(root, source, from, to)
    // In place of `npm ci` and `npm prune`: that nothing at run time needs a development package is an import rule.
    symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'))
    const built = spawnSync(process.execPath, ['build.mjs'], { cwd: source, encoding: 'utf8' })
    expect(built.status, built.stdout + built.stderr).toBe(0)
    for (const { from, to, isFromStage } of copies(1)) {
      const paths = from.map((path) => path.replace('/src/', ''))
      if (paths[0] === 'node_modules') symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'))
      else copy(isFromStage ? source : root, app, paths, to)
    }

    const redis = await startRedis({ durability: 'always' })
    const environment = {
      SOTTO_REDIS_URL: redis.url,
      SOTTO_DATA_FOLDER: join(folder, 'data'),
      SOTTO_CANARY_SECONDS: '1',
      SOTTO_LOG_LEVEL: 'warn',
    }
    const [main] = wordsOf(named('CMD').at(-1)!).map((word) => word.replace(/[[\]",]/g, ''))
    const gateway = startProgram([...nodeArguments(), main!], app, {
      ...environment,
      SOTTO_HTTP_PORT: '0',
      SOTTO_GRPC_PORT: '0',
    })
    running.push(gateway)
    const { http } = (await gateway.ready()) as { http: string }
    const check = () =>
      new Promise<{ code: number | null; said: string }>((resolve) => {
        const child = spawn(process.execPath, ['healthcheck.mjs'], {
          cwd: app,
          env: { ...process.env, SOTTO_HTTP_PORT: new URL(http).port },
        })
        let said = ''
        child.stderr.on('data', (text) => (said += text))
        child.once('close', (code) => resolve({ code, said }))
      })
    expect(await check()).toEqual({ code: 1, said: expect.stringContaining('No canary came through') })
    const worker = startProgram([...nodeArguments(), 'dist/workers/main.js'], app, environment)
    running.push(worker)
    await worker.ready()
    await eventually(check, ({ code }) => code === 0)
    for (const program of running.splice(0)) expect((await program.terminate()).code).toBe(0)
    await redis.close()
  })

  const nodeArguments = () =>
    wordsOf(named('ENTRYPOINT')[0]!)
      .map((word) => word.replace(/[[\]",]/g, ''))
      .filter((word) => word.startsWith('--'))
})

function copy(from: string, to: string, paths: string[], target: string): void {
  const isFolder = target.endsWith('/')
  for (const path of paths) {
    const goal = join(to, isFolder ? join(target, path.split('/').at(-1)!) : target)
    mkdirSync(dirname(goal), { recursive: true })
    cpSync(join(from, path), goal, { recursive: true, filter: (name) => !name.endsWith('/node_modules') })
  }
}
