import { Command, CommanderError, Option } from 'commander'
import { createAct } from './call.ts'
import { COMMANDS } from './command-table.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { toFailure } from './failure.ts'
import { FORMATS } from './output.ts'
import { paint, type Terminal } from './terminal.ts'

const VERSION = '0.1.0'

/** Runs one command line (without `node` and the script) and gives its exit code. Never throws. */
export async function run(argv: string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.OK
  try {
    const program = await createProgram(argv, terminal, (ended) => {
      code = ended
    })
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE
    return report(error, terminal)
  }
}

async function createProgram(argv: string[], terminal: Terminal, ended: (code: ExitCode) => void): Promise<Command> {
  const program = new Command('sotto')
    .description('Makes fleets of devices do something in the background, and proves what happened on each.')
    .version(VERSION)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void terminal.out.write(text),
      writeErr: (text) => void terminal.err.write(text),
    })
    .exitOverride()
    .showHelpAfterError('(--help shows what this takes)')
  for (const option of globalOptions()) program.addOption(option)

  const act = createAct(terminal, ended)
  const called = calledCommand(argv)
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(summary)
    if (name === called || called === KNOWS_ALL) (await load()).define(command, act)
  }
  return program
}

function globalOptions(): Option[] {
  return [
    new Option('--context <name>', 'a deployment of "sotto context" (SOTTO_CONTEXT; else the current one)'),
    new Option('--server <host:port>', 'gRPC address of the server (SOTTO_SERVER; 127.0.0.1:7071)'),
    new Option('--key <secret>', 'API key; other users of this machine can see it: better --key-file or SOTTO_KEY'),
    new Option(
      '--key-file <path>',
      'file with the API key (else SOTTO_KEY, else admin.key in SOTTO_DATA_FOLDER or .sotto)',
    ),
    new Option('--ca <path>', "use TLS and trust this certificate authority's PEM (SOTTO_CA)"),
    new Option('--tls', 'use TLS (the default for other machines)'),
    new Option('--no-tls', 'send the key in the clear'),
    new Option('-o, --output <format>', 'table on a terminal, else jsonl for lists and json for one thing').choices(
      FORMATS,
    ),
    new Option('--json', 'the same as -o json'),
  ]
}

/** The one command that is about the others, and so needs their options. */
const KNOWS_ALL = 'completion'

const TAKE_A_VALUE = new Set(['--context', '--server', '--key', '--key-file', '--ca', '-o', '--output'])

/** The first word that is neither an option nor the value of one. */
function calledCommand(argv: string[]): string | undefined {
  const words = argv[0] === 'help' ? argv.slice(1) : argv
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (TAKE_A_VALUE.has(word)) i++
    else if (!word.startsWith('-')) return word
  }
  return undefined
}

function report(error: unknown, terminal: Terminal): ExitCode {
  const { exitCode, reason, message, cause } = toFailure(error)
  terminal.err.write(`${paint(terminal, 'err', 'red', 'error')} [${reason}] ${message}\n`)
  if (terminal.env.SOTTO_DEBUG && cause instanceof Error) terminal.err.write(`${cause.stack}\n`)
  return exitCode
}
