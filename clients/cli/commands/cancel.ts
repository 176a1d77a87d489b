import type { Command } from 'commander'
import type { Act } from '../call.ts'
import { EXIT } from '../exit-codes.ts'
import { idOf } from './get.ts'

const NOTES = `
Before it was sent a cancel is immediate and final; after that the device is asked, and its answer decides.
Exit code 8 when nothing could be canceled because everything was final already.
`

export function define(command: Command, act: Act): void {
  command
    .argument('<id>', 'a message (m…), or a command (c…): all that is open of it')
    .addHelpText('after', NOTES)
    .action(
      act(async ({ args, sotto, output }) => {
        const id = idOf(args[0])
        const canceled = await (await sotto()).cancel(id)
        output.item(canceled, (counts) => [
          ['canceled', String(counts.canceled)],
          ['asked', `${counts.asked}${counts.asked > 0 ? ` (the device's answer decides: sotto get ${id})` : ''}`],
          ['final before', String(counts.unchanged)],
        ])
        const none = canceled.canceled + canceled.asked === 0
        return none && canceled.unchanged > 0 ? EXIT.REFUSED : EXIT.OK
      }),
    )
}
