import { BATCH_ITEMS_MAX } from '../limits.ts'
import type { Place } from '../ports/messages.ts'
import type { World } from '../ports/world.ts'

/** Ends what the clocks of a place have ended [M7] and finds lost kicks; in slices, so that others get their turn. */
export async function sweep(world: Pick<World, 'messages' | 'work'>, place: Place): Promise<number> {
  let handled = 0
  while (true) {
    const slice = await world.messages.sweep(place, BATCH_ITEMS_MAX)
    if (slice.kick > 0) world.work.kick(place, slice.kick)
    handled += slice.handled
    if (!slice.more) return handled
  }
}

/** [B3] Cuts old hook events of a place. */
export async function trim(world: Pick<World, 'messages' | 'config'>, place: Place): Promise<void> {
  while ((await world.messages.trim(place, world.config.hookRetentionHours * 3_600_000)) > 0);
}

/** [S6] Takes dead nodes apart: their devices are offline, and what they had not receipted is sent again later. */
export async function bury(world: Pick<World, 'nodes' | 'places'>): Promise<string[]> {
  const dead = new Set(await world.nodes.dead())
  for (const place of await world.places.all()) {
    for (const node of await world.nodes.strays(place)) dead.add(node)
  }
  for (const node of dead) await takeApart(world, node)
  return [...dead]
}

/**
 * No channel is on this node any more, whatever the store has of it: of one that is dead, that ends, or that comes back under
 * its name, with nothing left of the life before. The node goes last, so that one that was not taken apart whole is found
 * by the next `bury`.
 */
export async function takeApart(world: Pick<World, 'nodes' | 'places'>, node: string): Promise<void> {
  for (const place of await world.places.all()) {
    while ((await world.nodes.bury(place, node, BATCH_ITEMS_MAX)) === BATCH_ITEMS_MAX);
  }
  await world.nodes.leave(node)
}
