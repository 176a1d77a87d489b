import type { Place, Report, ReportAnswer } from '../ports/messages.ts'
import type { World } from '../ports/world.ts'

/** What devices said, stored in one step for many; the device hears "accepted" only after this returns [D2]. */
export async function receive(
  world: Pick<World, 'messages' | 'work'>,
  place: Place,
  reports: Report[],
): Promise<ReportAnswer[]> {
  const { answers, kick } = await world.messages.report(place, reports)
  if (kick > 0) world.work.kick(place, kick)
  return answers
}
