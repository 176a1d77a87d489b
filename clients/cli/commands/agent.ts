import type { Command } from 'commander'
import type { Act } from '../call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'

type Options = { config: string }

/** The agent's runner: from the end of its file until it is told to stop. */
type Runner = { runFromConfig(path: string): Promise<unknown> }

export function define(command: Command, act: Act): void {
  command.requiredOption('--config <agent.yaml>', 'maps actions to programs, and says where the server is').action(
    act<Options>(async ({ options }): Promise<ExitCode> => {
      const { runFromConfig } = await loadRunner()
      await runFromConfig(options.config)
      return EXIT.OK
    }),
  )
}

const RUNNER = '../../agent/runner'

async function loadRunner(): Promise<Runner> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  try {
    return (await import(new URL(`${RUNNER}${ending}`, import.meta.url).href)) as Runner
  } catch (cause) {
    throw new Failure(
      EXIT.FAILED,
      'NOT_INSTALLED',
      'The agent is not part of this installation (clients/agent/runner). Install Sotto again.',
      cause,
    )
  }
}
