import type { Sotto } from '@sotto/sdk'
import type { Command, OptionValues } from 'commander'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { createOutput, type Format, type Output } from './output.ts'
import { connect, type ServerOptions } from './server.ts'
import type { Terminal } from './terminal.ts'

export type GlobalOptions = ServerOptions & { output?: Format; json?: true }

/** One call of a command: what was given, and what it may use. */
export type Call<Options> = {
  args: string[]
  options: Options
  globals: GlobalOptions
  terminal: Terminal
  output: Output
  /** For people: to standard error. */
  say(text: string): void
  /** Connected when first asked for, closed when the command ends. The name of the data folder's key: admin.key. */
  sotto(keyFileName?: string): Promise<Sotto>
}

/** A command's work. Without a code: done, 0. */
export type Work<Options> = (call: Call<Options>) => Promise<ExitCode | undefined>

/** Turns work into what commander calls. */
export type Act = <Options extends OptionValues>(work: Work<Options>) => (...given: unknown[]) => Promise<void>

export function createAct(terminal: Terminal, ended: (code: ExitCode) => void): Act {
  return (work) =>
    async (...given) => {
      const command = given.at(-1) as Command
      const globals = command.optsWithGlobals<GlobalOptions>()
      let connected: Promise<Sotto> | undefined
      try {
        const code = await work({
          args: command.args,
          options: command.opts(),
          globals,
          terminal,
          output: createOutput(terminal, globals.output ?? (globals.json ? 'json' : undefined)),
          say: (text) => void terminal.err.write(`${text}\n`),
          sotto: (keyFileName) => {
            connected ??= connect(globals, terminal.env, keyFileName)
            return connected
          },
        })
        ended(code ?? EXIT.OK)
      } finally {
        // Why there is no connection was told by the call that wanted it.
        const client = await connected?.catch(() => undefined)
        client?.close()
      }
    }
}
