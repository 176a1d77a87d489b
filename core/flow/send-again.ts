import type { Accepted, Draft } from '../command.ts'
import { SottoError } from '../errors.ts'
import { MESSAGE_ID, partitionOf } from '../ids.ts'
import type { Principal } from '../ports/access.ts'
import type { World } from '../ports/world.ts'
import { submit } from './submit.ts'

type Parts = Parameters<typeof submit>[0] & Pick<World, 'messages' | 'places'>

/**
 * A new command of the caller for the same device, with all that the message's command said; the message stays as it is.
 * @param check throws unless the action may be submitted now
 * @throws SottoError
 */
export async function sendAgain(
  world: Parts,
  principal: Principal,
  messageId: string,
  idempotencyKey: string,
  check: (action: string, params: unknown) => Promise<void>,
): Promise<Accepted> {
  const isHere = MESSAGE_ID.test(messageId) && partitionOf(messageId) < world.places.partitions
  const found = isHere ? await world.messages.get(principal.tenant, messageId) : undefined
  if (!found) throw new SottoError('NOT_FOUND', { field: 'message_id', detail: messageId })
  const { message, command } = found
  const draft: Draft = {
    action: command.action,
    params: JSON.parse(command.content),
    devices: [message.device],
    fleet: undefined,
    hook: command.hook,
    clocks: command.clocks,
    concurrencyKey: command.concurrencyKey,
    idempotencyKey,
    tags: command.tags,
    supersede: false,
  }
  await check(draft.action, draft.params)
  return submit(world, principal, draft)
}
