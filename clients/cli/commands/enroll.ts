import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { collect, fromNow, pairs, seconds } from '../units.ts'

type Options = { device?: string; label?: string[]; expires?: string }

const NOTES = `
The token is shown once and enrols one device. The agent spends it:
  sotto agent --config agent.yaml        with  token: <token>  in the file
`

export function define(command: Command, act: Act): void {
  command
    .option('-d, --device <id>', 'only for this identifier (else the device chooses one)')
    .addOption(new Option('-l, --label <key=value>', 'set on the device (again for more)').argParser(collect))
    .option('--expires <duration>', 'spent by then, or worthless (1h; at most 7d)')
    .addHelpText('after', NOTES)
    .action(act<Options>(enroll))
}

async function enroll({ options, sotto, output }: Call<Options>): Promise<undefined> {
  const enrollment = await (await sotto()).enrollments.create({
    ...(options.device !== undefined && { deviceId: options.device }),
    ...(options.expires !== undefined && { expiresSeconds: seconds('--expires', options.expires) }),
    labels: pairs('--label', options.label),
  })
  output.item(enrollment, ({ token, expiresAt }) => [
    ['token', token],
    ['expires', fromNow(expiresAt, Date.now())],
  ])
  return undefined
}
