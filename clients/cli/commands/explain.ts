import type { Command } from 'commander'
import type { Act } from '../call.ts'
import { usage } from '../failure.ts'
import { fromNow } from '../units.ts'
import { idOf } from './get.ts'

export function define(command: Command, act: Act): void {
  command.argument('<message>', 'a message (m…)').action(
    act(async ({ args, sotto, output }) => {
      const id = idOf(args[0])
      if (!id.startsWith('m'))
        throw usage(`${id} is a command. Ask about one of its messages: "sotto list --command ${id}" names them.`)
      const now = Date.now()
      output.item(await (await sotto()).explain(id), (why) => [
        ['message', why.messageId],
        ['status', why.status],
        ['why', why.sentence],
        ['cause', why.cause],
        ['changes', fromNow(why.nextAt, now)],
        ['expires', fromNow(why.deliverByAt, now)],
        ['held by', why.heldBy],
        ['device', why.deviceOnline ? 'online' : `offline, last seen ${fromNow(why.deviceLastSeenAt, now) || 'never'}`],
      ])
      return undefined
    }),
  )
}
