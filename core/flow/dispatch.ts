import { BATCH_ITEMS_MAX } from '../limits.ts'
import type { Frames } from '../ports/frames.ts'
import type { Parcel } from '../ports/inbox.ts'
import type { Claim, Claimed, Place } from '../ports/messages.ts'
import type { Handed, Stay } from '../ports/wakes.ts'
import type { World } from '../ports/world.ts'
import { compose } from './compose.ts'

type Parts = Pick<World, 'messages' | 'inbox' | 'wakes'> & { frames: Frames }

/**
 * Takes what a place has to send and puts it into the inboxes of the nodes that have the channels, until nothing waits; and stays
 * a while for what comes next, so that between a submit and its sending there is neither a job nor a claim. A parcel that is lost on
 * its way is sent again after ack_by.
 */
export async function dispatch(world: Parts, place: Place): Promise<number> {
  const line = createLine((messages) => send(world, place, { messages, cancels: [] }))
  const stay = world.wakes.stay(place, line.take)
  let sent = 0
  try {
    if (!stay) return (await empty(world, place)).sent
    // What was handed over to an earlier stay is older than what is claimed now.
    let last = await empty(world, place, () => stay.caughtUp(), stay, line)
    sent += last.sent
    while (await stay.woken(last.againMs)) {
      last = await empty(world, place, undefined, stay, line)
      sent += last.sent
      if (line.problem) throw line.problem
    }
    // What has come meanwhile, and who rests: nobody waits any more.
    sent += (await empty(world, place, () => stay.caughtUp())).sent
    if (line.problem) throw line.problem
    return sent + line.sent
  } finally {
    line.open()
    stay?.end()
  }
}

/**
 * [M9] What is handed over since a claim goes after what that claim took: they come by two connections, so either may come first.
 */
function createLine(sendNow: (messages: Claimed[]) => Promise<void>) {
  let doneTurn = 0
  let early: Handed[] = []
  const line = {
    sent: 0,
    problem: undefined as unknown,
    async take(handed: Handed): Promise<void> {
      if (handed.turn > doneTurn) early.push(handed)
      else await pass(handed)
    },
    /** A claim is made; all before it are done. */
    begin(turn: number): void {
      doneTurn = turn - 1
    },
    /** What this claim took is on its way. */
    done(turn: number): void {
      doneTurn = turn
      const waiting = early
      early = []
      for (const handed of waiting) void line.take(handed)
    },
    /** No more claims. */
    open: () => line.done(Number.POSITIVE_INFINITY),
  }

  async function pass({ messages }: Handed): Promise<void> {
    line.sent += messages.length
    await sendNow(messages).catch((error) => {
      line.problem ??= error
    })
  }

  return line
}

type Line = ReturnType<typeof createLine>

/** @param caughtUp awaited before what was claimed is sent: what was handed over before goes first [M9] */
async function empty(
  world: Parts,
  place: Place,
  caughtUp?: () => Promise<void>,
  stay?: Stay,
  line?: Line,
): Promise<Pick<Claim, 'againMs'> & { sent: number }> {
  let sent = 0
  while (true) {
    const waiter = stay?.nextTurn()
    if (waiter) line?.begin(waiter.turn)
    const claim = await world.messages.claim(place, BATCH_ITEMS_MAX, waiter)
    sent += claim.messages.length
    await caughtUp?.()
    const sending = send(world, place, claim)
    if (waiter) line?.done(waiter.turn)
    await Promise.all([sending, ...claim.canaries.map((token) => world.messages.canarySeen(place, token))])
    if (!claim.more) return { sent, ...(claim.againMs !== undefined && { againMs: claim.againMs }) }
  }
}

async function send(world: Parts, place: Place, claim: Pick<Claim, 'messages' | 'cancels'>): Promise<void> {
  const byNode = parcelsByNode(place, claim, world.frames)
  await Promise.all([...byNode].map(([node, parcels]) => world.inbox.send(node, parcels)))
}

/** A parcel for each device; the store gives what one device gets in a row. */
function parcelsByNode(
  { tenant }: Place,
  { messages, cancels }: Pick<Claim, 'messages' | 'cancels'>,
  frames: Frames,
): Map<string, Parcel[]> {
  const byNode = new Map<string, Parcel[]>()
  const add = (node: string, parcel: Parcel): void => {
    const parcels = byNode.get(node)
    if (parcels) parcels.push(parcel)
    else byNode.set(node, [parcel])
  }
  for (const group of runsByDevice(messages)) {
    const { node, device, channel, wire } = group[0]
    add(node, { kind: 'deliver', tenant, device, channel, items: frames.deliver(wire, group.map(compose)) })
  }
  for (const group of runsByDevice(cancels)) {
    const { node, device, channel, wire } = group[0]
    const ids = group.map(({ messageId }) => messageId)
    add(node, { kind: 'cancel', tenant, device, channel, items: frames.cancel(wire, ids) })
  }
  return byNode
}

function runsByDevice<T extends { device: string }>(items: T[]): [T, ...T[]][] {
  const runs: [T, ...T[]][] = []
  for (const item of items) {
    const run = runs.at(-1)
    if (run?.[0].device === item.device) run.push(item)
    else runs.push([item])
  }
  return runs
}
