import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import type { Place } from '../completion/words.ts'
import { usage } from '../failure.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

const EXAMPLES = `
Examples:
  source <(sotto completion bash)                                  # in ~/.bashrc
  sotto completion zsh > "\${fpath[1]}/_sotto"
  sotto completion fish > ~/.config/fish/completions/sotto.fish
`

export function define(command: Command, act: Act): void {
  command.argument('<shell>', SHELLS.join(', ')).addHelpText('after', EXAMPLES)
  // Its parent has all commands with their options when this one is called.
  command.action(act((call) => complete(command.parent ?? command, call)))
}

async function complete(program: Command, { args, terminal }: Call<object>): Promise<undefined> {
  const shell = SHELLS.find((known) => known === args[0])
  if (!shell) throw usage(`There is no completion for "${args[0]}". There is for ${SHELLS.join(', ')}.`)
  const [{ placesOf }, script] = await Promise.all([import('../completion/words.ts'), scriptOf(shell)])
  terminal.out.write(script(placesOf(program)))
  return undefined
}

async function scriptOf(shell: Shell): Promise<(places: Place[]) => string> {
  switch (shell) {
    case 'bash':
      return (await import('../completion/bash.ts')).bashScript
    case 'zsh':
      return (await import('../completion/zsh.ts')).zshScript
    case 'fish':
      return (await import('../completion/fish.ts')).fishScript
  }
}
