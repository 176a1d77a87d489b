import type { TraceRun } from '@sotto/agent'
import type { Command } from 'commander'
import { openAgentTraces } from '../agent-traces.ts'
import type { Act, Call } from '../call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { paint, printable, safeJson, type Terminal } from '../terminal.ts'
import { moment } from '../units.ts'

type Options = { config: string; verbose?: true }
type Level = 'debug' | 'info' | 'warn' | 'error'

const NOTES = `
The file says where the server is, keeps the agent's folder and token, and maps actions and hook programs to programs:

  server: http://127.0.0.1:7070      # or grpc://127.0.0.1:7071 with enrollServer: http://…
  folder: /var/lib/sotto-agent
  token: <from "sotto enroll">
  actions:
    collect-logs: { program: /usr/local/bin/collect-logs, timeoutSeconds: 120 }

Exit codes: 0 ended by Ctrl-C or SIGTERM, 4 the server refuses this device for good, 78 the file is wrong.
`

export function define(command: Command, act: Act): void {
  command
    .requiredOption('--config <agent.yaml>', 'where the server is, and what the device can do')
    .option('--verbose', 'each message too')
    .addHelpText('after', NOTES)
    .action(act<Options>(runAgent))
}

async function runAgent({ options, terminal }: Call<Options>): Promise<ExitCode> {
  const over = new AbortController()
  const stop = () => over.abort()
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const traces = await openAgentTraces(process.env)
  try {
    const running = await startAgent(options, terminal, traces.trace, over.signal)
    if (!running) return EXIT.OK
    over.signal.addEventListener('abort', () => void running.close(), { once: true })
    if (over.signal.aborted) await running.close()
    const end = await running.ended
    await running.close()
    if (end.is === 'closed') return EXIT.OK
    throw new Failure(
      EXIT.NOT_PERMITTED,
      end.reason,
      `The server refuses this device (${end.code} ${end.reason}) and it does not come back by itself. Enrol it again with a new token, or stop the other agent that uses its identity.`,
    )
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await traces.close()
  }
}

async function startAgent(
  { config, verbose }: Options,
  terminal: Terminal,
  trace: TraceRun | undefined,
  signal: AbortSignal,
) {
  const { runFromConfig } = await import('@sotto/agent')
  try {
    return await runFromConfig(config, { log: logTo(terminal, verbose === true), trace, signal })
  } catch (cause) {
    if (signal.aborted) return undefined
    if (!(cause instanceof Error)) throw cause
    const bad = cause.name === 'AgentConfigError'
    throw new Failure(bad ? EXIT.CONFIGURATION : EXIT.FAILED, bad ? 'BAD_CONFIG' : 'AGENT', cause.message, cause)
  }
}

function logTo(terminal: Terminal, verbose: boolean): Record<Level, (fields: object, sentence: string) => void> {
  const write = (level: Level) => (fields: object, sentence: string) => {
    const line = terminal.err.isTTY ? readable(terminal, level, fields, sentence) : json(level, fields, sentence)
    terminal.err.write(`${line}\n`)
  }
  return {
    debug: verbose ? write('debug') : () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
}

const json = (level: Level, fields: object, msg: string): string =>
  safeJson({ level, time: Date.now(), ...fields, msg })

function readable(terminal: Terminal, level: Level, fields: object, sentence: string): string {
  const style = { debug: 'dim', info: 'cyan', warn: 'yellow', error: 'red' } as const
  const facts = Object.entries(fields).map(([name, value]) => `${name}=${printable(String(value))}`)
  const at = paint(terminal, 'err', 'dim', moment(Date.now()))
  return `${at} ${paint(terminal, 'err', style[level], level.padEnd(5))} ${printable(sentence)} ${paint(terminal, 'err', 'dim', facts.join(' '))}`
}
