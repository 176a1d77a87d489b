// A subscriber through the SDK: writes down every event before it counts as done, and goes on where it was after a crash.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSotto, type EventBatch, type EventGap, type Watch } from '../../../clients/sdk/index.ts'
import type { Positions } from '../history.ts'
import { takeSeat } from './seat.ts'

const HEARTBEAT_MS = 1_000
const REPORT_MS = 300
/** After so many losses of the stream in a row another gateway is tried, with the same cursor. */
const LOSSES_MAX = 3
/** A slow one takes so long over a batch, and lets this much wait at most. */
const SLOW = { pauseMs: 150, windowEvents: 64 }
/** Now and then an acknowledgement of long ago is the last word on a stream: it must move nothing [H6]. */
const OLD_ACK = { chance: 0.01, keep: 20 }

const { seat, history, random, onWord, report, ready } = takeSeat()
const { part, doors, folder, key } = seat
if (part.kind !== 'subscriber') throw new Error(`${part.name} is no subscriber.`)
const { reading, name } = part
const isNamed = reading === 'named' || reading === 'group'
const statePath = join(folder, 'cursors', `${name}.json`)

type State = { cursor: string; positions: Positions }
const state: State = existsSync(statePath)
  ? (JSON.parse(readFileSync(statePath, 'utf8')) as State)
  : { cursor: '', positions: {} }
const olderAcks: string[] = []
let acks = 0
/** Of what waits to be acknowledged only the newest matters; one at a time, so that each answer is that of one cursor. */
let toSay: { cursor: string; floor: Positions } | undefined
let isSaying = false
let isCalm = false

mkdirSync(join(folder, 'cursors'), { recursive: true })
onWord((word) => {
  if (word.say === 'calm') isCalm = true
})
setInterval(() => report({ positions: state.positions }), REPORT_MS)
ready()
let why = 'the process begins'
for (;;) why = await follow(why)

/** Until its gateway seems to be gone. */
async function follow(reason: string): Promise<string> {
  const sotto = createSotto({ address: `127.0.0.1:${random.pick(doors.subscribers)}`, key })
  let losses = 0
  let end = ''
  const opens = (because: string) => history.write({ is: 'opens', why: because, from: { ...state.positions } })
  opens(reason)
  const watch = sotto.watch({
    ...(isNamed
      ? { subscription: reading, member: name, autoAck: false, start: 'earliest' as const }
      : { start: state.cursor === '' ? ('earliest' as const) : { cursor: state.cursor } }),
    ...(reading === 'slow' && { windowEvents: SLOW.windowEvents }),
    heartbeatMs: HEARTBEAT_MS,
    onReconnect({ error }) {
      end = error?.reason ?? 'the stream ended'
      if (++losses >= LOSSES_MAX) void watch.close()
      // What a named one had in hand is thrown away and comes again from the floor.
      else if (isNamed) opens(end)
    },
    onHeartbeat: () => (losses = 0),
  })
  try {
    for await (const batch of watch.batches()) {
      losses = 0
      take(batch)
      if (isNamed) acknowledge(watch, batch)
      if (reading === 'slow' && !isCalm) await sleep(SLOW.pauseMs)
    }
  } catch (error) {
    end = String(error)
    await sleep(HEARTBEAT_MS * random.unit())
  }
  sotto.close()
  return end
}

function take(batch: EventBatch | EventGap): void {
  if (batch.type === 'gap') {
    const { partition: p, reason, firstSequence: first, lastSequence: last } = batch
    history.write({ is: 'gap', p, reason, first, last })
    // Where it goes on the next events say.
    delete state.positions[p]
  } else {
    for (const { first, ids } of runs(batch)) history.write({ is: 'events', p: batch.partition, first, ids })
    const last = batch.events.at(-1)
    if (last) state.positions[batch.partition] = last.sequence
  }
  state.cursor = batch.cursor
  // [H2] Cursor and what was done with the events are one fact: a rename is.
  writeFileSync(`${statePath}.new`, JSON.stringify(state))
  renameSync(`${statePath}.new`, statePath)
}

function runs({ events }: EventBatch): { first: number; ids: string[] }[] {
  const found: { first: number; ids: string[] }[] = []
  for (const { sequence, eventId } of events) {
    const run = found.at(-1)
    if (run && run.first + run.ids.length === sequence) run.ids.push(eventId)
    else found.push({ first: sequence, ids: [eventId] })
  }
  return found
}

function acknowledge(watch: Watch, batch: EventBatch | EventGap): void {
  const last = batch.type === 'events' ? batch.events.at(-1) : undefined
  if (!last) return
  // Of the batch's own partition, which this member held for sure.
  toSay = { cursor: batch.cursor, floor: { [last.partition]: last.sequence } }
  olderAcks.push(batch.cursor)
  olderAcks.splice(0, olderAcks.length - OLD_ACK.keep)
  if (!isSaying) void sayAll(watch)
}

async function sayAll(watch: Watch): Promise<void> {
  isSaying = true
  while (toSay) {
    const { cursor, floor } = toSay
    toSay = undefined
    await say(watch, cursor, floor)
    if (!random.chance(OLD_ACK.chance)) continue
    await say(watch, olderAcks[0] ?? cursor, {})
    await watch.close()
    break
  }
  isSaying = false
}

async function say(watch: Watch, cursor: string, floor: Positions): Promise<void> {
  const n = ++acks
  history.write({ is: 'acks', n, floor })
  try {
    await watch.ack(cursor)
    history.write({ is: 'acked', n, word: 'stored' })
  } catch (error) {
    history.write({ is: 'acked', n, word: String((error as { reason?: string }).reason ?? error) })
  }
}
