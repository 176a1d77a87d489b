import type { Command } from 'commander'
import type { Act } from '../call.ts'
import { usage } from '../failure.ts'
import { commandLines, messageLines } from '../message-form.ts'

export function define(command: Command, act: Act): void {
  command.argument('<id>', 'a message (m…) or a command (c…)').action(
    act(async ({ args, sotto, output }) => {
      const id = idOf(args[0])
      const client = await sotto()
      if (id.startsWith('m')) output.item(await client.get(id), messageLines)
      else output.item(await client.getCommand(id), commandLines)
      return undefined
    }),
  )
}

export function idOf(text: string | undefined): string {
  if (text && /^[cm][0-9a-hjkmnp-tv-z]{20,}$/.test(text)) return text
  throw usage(`"${text}" is neither a message (m…) nor a command (c…). Take the identifier that "sotto send" gave.`)
}
