import type { Place } from '../../core/ports/messages.ts'
import type { Client } from '../../store/redis/connect.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { eventually } from './eventually.ts'

/** As the store has it: a worker waits for the place, and hears what is published. */
async function isWaiting(client: Client, place: Place): Promise<boolean> {
  const [armed, waiter] = await client.hmget(`${placePrefix(place)}meta`, 'armed', 'waiter')
  if (armed !== '3') return false
  const [, heard] = (await client.call('PUBSUB', 'NUMSUB', waiter ?? '')) as [string, number]
  return Number(heard) > 0
}

export const untilWaiting = async (client: Client, place: Place): Promise<boolean> =>
  await eventually(
    () => isWaiting(client, place),
    (waits) => waits,
  )
