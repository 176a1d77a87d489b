import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { readableLog } from '../start/log-line.ts'
import { programOf, type Role } from '../start/roles.ts'
import { chooseRoles, settingsEnv } from '../start/settings.ts'
import { type Running, type Supervisor, type SupervisorEnd, startSupervisor } from '../start/supervisor.ts'
import { safeJson } from '../terminal.ts'
import { collect } from '../units.ts'

type StartOptions = { roles?: string; config?: string; set?: string[] }

const NOTES = `
With --json: the addresses as a JSON line, logs as they are.

Each role is a process of its own; one that dies is started again. Settings come from --set, then SOTTO_<SETTING> in
the environment, then the config file. Ctrl-C once stops in order, twice at once.

Exit codes: 0 stopped, 1 a role does not start, 78 a setting is wrong.
`

export function define(command: Command, act: Act): void {
  command
    .option('--roles <list>', 'of redis,gateway,worker (all; without redis when redisUrl is set)')
    .option('--config <file.yaml>', 'settings by name')
    .addOption(new Option('--set <name=value>', 'one setting, as httpPort=0 (again for more)').argParser(collect))
    .addHelpText('after', NOTES)
    .action(act<StartOptions>(start))
}

async function start(call: Call<StartOptions>): Promise<ExitCode> {
  const { options, globals, terminal, say } = call
  const env = settingsEnv(terminal.env, options.set ?? [])
  const readable = terminal.err.isTTY === true && !globals.json
  const supervisor = startSupervisor({
    programs: chooseRoles(options.roles, env, options.config).map(programOf),
    args: options.config === undefined ? [] : ['--config', options.config],
    env,
    log: (role: Role, line) => say(readable ? readableLog(terminal, role, line) : line),
    note: (text) =>
      say(readable ? `sotto: ${text}` : safeJson({ level: 30, time: Date.now(), role: 'start', msg: text })),
  })
  const signals = stopOnSignals(supervisor, say)
  try {
    const running = await supervisor.running
    if (running) announce(call, running)
    return EXIT_OF[await supervisor.ended]
  } finally {
    signals.close()
  }
}

const EXIT_OF: Record<SupervisorEnd, ExitCode> = {
  stopped: EXIT.OK,
  configuration: EXIT.CONFIGURATION,
  failed: EXIT.FAILED,
}

function announce({ globals, terminal, output }: Call<StartOptions>, { http, grpc, adminKeyFile }: Running): void {
  if (globals.json) return void terminal.out.write(`${safeJson({ ready: 'sotto', http, grpc, adminKeyFile })}\n`)
  const lines = [
    'Sotto is running.',
    ...(http ? [`  HTTP, Socket.IO  ${http}`, `  gRPC             ${grpc}`] : []),
    ...(http && output.forPeople ? [`  probes           ${http}/readyz  ${http}/metrics  ${http}/queues`] : []),
    ...(adminKeyFile ? [`  admin key        ${adminKeyFile} (readable by you only)`] : []),
    '',
  ]
  terminal.out.write(lines.join('\n'))
}

/** Ctrl-C or SIGTERM once: in order. A second time: at once. */
export function stopOnSignals(supervisor: Supervisor, say: (text: string) => void): { close(): void } {
  let asked = 0
  const onSignal = (): void => {
    asked += 1
    if (asked === 1) say('Stopping in order; again to stop at once.')
    if (asked === 1) void supervisor.stop()
    else supervisor.kill()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    close() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
