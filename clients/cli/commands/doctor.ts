import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { type Finding, fail, type Level, warn } from '../doctor/finding.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { toFailure } from '../failure.ts'
import { dataFolder, findKey, serverAddress } from '../server.ts'
import { paint, printable, type Style, type Terminal } from '../terminal.ts'

type Options = { http?: string; redisUrl?: string }

const NOTES = `
Looks at this machine, the data folder, the store and the server, and says what to do about what is wrong.
Exit codes: 0 nothing is wrong (warnings may be), 1 something is.
`
const HTTP = 'http://127.0.0.1:7070'

export function define(command: Command, act: Act): void {
  command
    .option('--http <url>', `HTTP address of the server (SOTTO_HTTP; ${HTTP})`)
    .option('--redis-url <url>', 'the store (SOTTO_REDIS_URL; else the embedded one)')
    .addHelpText('after', NOTES)
    .action(act<Options>(doctor))
}

async function doctor(call: Call<Options>): Promise<ExitCode> {
  const findings: Finding[] = []
  for await (const finding of examine(call)) findings.push(finding)
  if (call.output.forPeople) for (const finding of findings) call.terminal.out.write(line(call.terminal, finding))
  else await call.output.list(findings, [], '')
  return findings.some(({ level }) => level === 'fail') ? EXIT.FAILED : EXIT.OK
}

/** From the ground up: what fails further down is often the reason for what fails further up. */
async function* examine({ options, globals, terminal, sotto }: Call<Options>): AsyncGenerator<Finding> {
  const [machine, { checkStore }, { checkGrpc, checkHttp }] = await Promise.all([
    import('../doctor/machine.ts'),
    import('../doctor/store.ts'),
    import('../doctor/server.ts'),
  ])
  const { env } = terminal
  const folder = dataFolder(env)
  const redisUrl = options.redisUrl ?? (env.SOTTO_REDIS_URL || undefined)
  const grpcAddress = serverAddress(globals, env)
  const http = options.http ?? (env.SOTTO_HTTP || HTTP)

  yield machine.checkNode()
  yield machine.checkServerProgram(redisUrl === undefined)
  yield machine.checkOpenFiles()
  yield* machine.checkDataFolder(folder)
  yield* await checkStore(redisUrl, folder)

  const overHttp = await checkHttp(http)
  const overGrpc = await withKey(async (from) => checkGrpc(await sotto(), grpcAddress, from))
  const isExpected = Boolean(globals.server ?? env.SOTTO_SERVER ?? options.http ?? env.SOTTO_HTTP)
  if (overHttp.answered || overGrpc.answered || isExpected) {
    yield* overHttp.findings
    yield* overGrpc.findings
    return
  }
  yield warn(
    'server',
    `nothing answers at ${grpcAddress} and ${http}`,
    'Start it with "sotto start", or say where it is: --server, --http.',
  )
  yield await machine.checkPortFree('httpPort', new URL(http).hostname, Number(new URL(http).port) || 80)
  const [, host = '', port] = /^(.*):(\d+)$/.exec(grpcAddress) ?? []
  yield await machine.checkPortFree('grpcPort', host, Number(port))

  async function withKey<Answer>(check: (from: string) => Promise<Answer>) {
    try {
      return await check(findKey(globals, env).from)
    } catch (error) {
      const { reason, message } = toFailure(error)
      return { answered: false, findings: [fail('key', reason, message)] }
    }
  }
}

const MARKS: Record<Level, [mark: string, style: Style]> = {
  ok: ['ok  ', 'green'],
  warn: ['warn', 'yellow'],
  fail: ['fail', 'red'],
}
const CHECK_WIDTH = 'store durability'.length

function line(terminal: Terminal, { check, level, found, advice }: Finding): string {
  const [mark, style] = MARKS[level]
  const first = `${paint(terminal, 'out', style, mark)}  ${check.padEnd(CHECK_WIDTH)}  ${printable(found)}\n`
  return advice ? `${first}      ${' '.repeat(CHECK_WIDTH)}  → ${printable(advice)}\n` : first
}
