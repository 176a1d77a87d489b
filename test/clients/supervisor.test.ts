import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../clients/cli/start/roles.ts'
import { type Supervisor, startSupervisor } from '../../clients/cli/start/supervisor.ts'
import { until } from '../support/until.ts'

const stub = program('stub-role')
const tsx = import.meta.resolve('tsx')

describe('the supervisor of sotto start', () => {
  let folder: string
  let supervisor: Supervisor | undefined
  const notes: string[] = []
  const logs: string[] = []

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-start-'))
    notes.length = 0
    logs.length = 0
  })
  afterEach(async () => {
    await supervisor?.stop()
    supervisor = undefined
    rmSync(folder, { recursive: true })
  })

  it('starts store, gateway and worker in this order, tells the later where the first is, and stops them in reverse', async () => {
    const running = await start().running
    expect(running).toEqual({
      http: 'http://127.0.0.1:40001',
      grpc: '127.0.0.1:40002',
      adminKeyFile: '/nowhere/admin.key',
    })
    expect(told('started')).toEqual(['redis', 'gateway', 'worker'])
    expect(logs).toContainEqual(expect.stringContaining('store is unix:///nowhere/redis.sock'))

    await supervisor?.stop()
    expect(told('stopped')).toEqual(['worker', 'gateway', 'redis'])
    expect(await supervisor?.ended).toBe('stopped')
    expect(alive()).toEqual([])
  })

  it('starts again a role that was killed, and no other', async () => {
    await start().running
    const before = supervisor!.pids()
    process.kill(before.redis!, 'SIGKILL')
    await until(
      () => supervisor?.pids().redis !== before.redis && told('started').length === 4,
      () => 'a new store',
    )
    expect(supervisor?.pids()).toMatchObject({ gateway: before.gateway, worker: before.worker })
    expect(notes).toContainEqual(expect.stringMatching(/redis ended \(SIGKILL\)\. It starts again in \d\.\d s/))
  })

  it('[B4] a role that says its set-up is wrong ends everything, at once and for good', async () => {
    const end = await start({ STUB_GATEWAY: 'misconfigured' }).ended
    expect(end).toBe('configuration')
    expect(await supervisor?.running).toBeUndefined()
    expect(logs.join('\n')).toContain('"httpPort" is 99999')
    expect(told('started')).toEqual(['redis', 'gateway'])
    expect(alive()).toEqual([])
  })

  it('gives up on a role that has never been ready', async () => {
    const end = await start({ STUB_WORKER: 'broken' }).ended
    expect(end).toBe('failed')
    expect(told('started').filter((role) => role === 'worker')).toHaveLength(3)
    expect(notes.at(-1)).toContain('The role worker does not start (exit code 1, 3 times)')
    expect(alive()).toEqual([])
  })

  it('no role outlives a supervisor that was killed', async () => {
    const child = spawn(process.execPath, ['--import', tsx, program('supervised-stubs'), stub, file()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await lineFrom(child)
    expect(alive()).toHaveLength(3)
    child.kill('SIGKILL')
    await until(
      () => alive().length === 0,
      () => 'the end of every role',
    )
    expect(told('orphaned').sort()).toEqual(['gateway', 'redis', 'worker'])
  })

  function start(env: NodeJS.ProcessEnv = {}): Supervisor {
    supervisor = startSupervisor({
      programs: ROLES.map((role) => ({ role, execArgv: ['--import', tsx, `--title=${role}`], script: stub })),
      args: [file()],
      env: { ...process.env, ...env },
      log: (role: Role, line) => logs.push(`${role} ${line}`),
      note: (text) => notes.push(text),
    })
    return supervisor
  }

  const file = () => join(folder, 'told')

  function lines(): [role: string, what: string, pid: number][] {
    const text = readFileSync(file(), { encoding: 'utf8', flag: 'a+' }).trim()
    return text === ''
      ? []
      : text
          .split('\n')
          .map((line) => line.split(' '))
          .map(([role = '', what = '', pid]) => [role, what, Number(pid)])
  }

  const told = (what: string) =>
    lines()
      .filter(([, said]) => said === what)
      .map(([role]) => role)

  function alive(): number[] {
    return [...new Set(lines().map(([, , pid]) => pid))].filter((pid) => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    })
  }
})

function program(name: string): string {
  return fileURLToPath(new URL(`../support/programs/${name}.ts`, import.meta.url))
}

function lineFrom(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.stdout?.once('data', resolve))
}
