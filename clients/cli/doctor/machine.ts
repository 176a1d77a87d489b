import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Finding, fail, isAtLeast, ok, warn } from './finding.ts'

const NODE_AT_LEAST = [20, 19] as const
const REDIS_AT_LEAST = [7, 0] as const
const SERVER_PROGRAMS = ['valkey-server', 'redis-server']
/** A gateway takes 19,000 channels unless told otherwise, each of them a file. */
const OPEN_FILES_WANTED = 19_500
const PROGRAM_TIMEOUT_MS = 5_000

export function checkNode(version = process.versions.node): Finding {
  if (isAtLeast(version, NODE_AT_LEAST)) return ok('Node', version)
  return fail('Node', version, `Sotto needs ${NODE_AT_LEAST.join('.')} or newer: install a newer Node.`)
}

/** The program of the embedded store; not needed where redisUrl names a server. */
export function checkServerProgram(isNeeded: boolean): Finding {
  for (const name of SERVER_PROGRAMS) {
    const said = output(name, ['--version'])
    const version = /v=(\S+)/.exec(said ?? '')?.[1]
    if (version === undefined) continue
    if (isAtLeast(version, REDIS_AT_LEAST)) return ok('embedded store', `${name} ${version}`)
    return fail('embedded store', `${name} ${version}`, 'Its functions need 7.0 or newer: upgrade the package.')
  }
  const none = `no ${SERVER_PROGRAMS.join(' or ')} on the PATH`
  if (!isNeeded) return ok('embedded store', `${none}; redisUrl names a server, so none is needed`)
  return fail('embedded store', none, 'Run "node setup.mjs", install the package redis-server, or set redisUrl.')
}

export function checkOpenFiles(): Finding {
  const said = output('sh', ['-c', 'ulimit -n'])?.trim() ?? ''
  if (said === 'unlimited' || Number(said) >= OPEN_FILES_WANTED) return ok('open files', said)
  const advice = `A gateway with all its channels needs ${OPEN_FILES_WANTED}: "ulimit -n 65536" before the start, or LimitNOFILE=65536 in the unit.`
  return warn('open files', said || 'unknown', advice)
}

export function checkDataFolder(folder: string): Finding[] {
  const stat = statOf(folder)
  if (!stat)
    return [
      warn(
        'data folder',
        `${folder} is not there`,
        'The first "sotto start" makes it. Elsewhere? Set SOTTO_DATA_FOLDER.',
      ),
    ]
  if (!stat.isDirectory())
    return [fail('data folder', `${folder} is no folder`, 'Move it away, or set SOTTO_DATA_FOLDER.')]
  return [privateTo('data folder', folder, stat.mode, 0o700), ...keyFiles(folder)]
}

function keyFiles(folder: string): Finding[] {
  return ['admin.key', 'system.key'].flatMap((name) => {
    const path = join(folder, name)
    const stat = statOf(path)
    if (stat) return [privateTo(name, path, stat.mode, 0o600)]
    return [
      warn(
        name,
        `${path} is not there`,
        'The first start makes it in the data folder of its own. Use another key with --key-file.',
      ),
    ]
  })
}

function privateTo(check: string, path: string, mode: number, wanted: number): Finding {
  const octal = (mode & 0o777).toString(8)
  if ((mode & 0o077) === 0) return ok(check, `${path} (mode ${octal})`)
  return fail(check, `${path} has mode ${octal}: others can read it`, `chmod ${wanted.toString(8)} ${path}`)
}

/** Whether something listens there. Only asked when no Sotto answers there. */
export function checkPortFree(check: string, host: string, port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? fail(
              check,
              `${host}:${port} is in use by another program`,
              `Stop it, or choose another port: --set ${check}=0 takes a free one.`,
            )
          : warn(check, `${host}:${port}: ${error.message}`, 'Choose an address of this machine.'),
      ),
    )
    server.listen({ host, port, exclusive: true }, () =>
      server.close(() => resolve(ok(check, `${host}:${port} is free`))),
    )
  })
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false })
}

function output(program: string, args: string[]): string | undefined {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: PROGRAM_TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    // Not there, or not willing: the caller says what that means.
    return undefined
  }
}
