// An application: submits at a steady pace, with a key of its own for each submit, and finishes after a crash what it had begun.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createSotto, type Draft, SottoError } from '../../../clients/sdk/index.ts'
import { devicesOf, partsOf } from '../cast.ts'
import { readHistories } from '../history.ts'
import { createDraft } from './drafts.ts'
import { takeSeat } from './seat.ts'

/** Submits that wait for an answer. More: the application waits, as a careful one does. */
const OUT_MAX = 200
const PAUSE_MS = 300
const REPORT_MS = 300
/** How many of its newest messages one is chosen from to be canceled. */
const RECENT_MAX = 50

const { seat, history, random, onWord, report, ready } = takeSeat()
const { cast, doors, key, rate, part, life } = seat
const applications = partsOf(cast, 'application').length
const doorsOpen = doors.applications.map((port) =>
  createSotto({
    address: `127.0.0.1:${port}`,
    key,
    callTimeoutMs: 3_000,
    retry: { attempts: 3, baseMs: 100, capMs: 500 },
  }),
)
const devices = devicesOf(cast)
const recent: string[] = []
let out = 0
let count = 0
let isCalm = false

onWord((word) => {
  if (word.say === 'calm') isCalm = true
})
for (const { key: begun, draft } of unfinished()) void submit(begun, draft)
ready()
setInterval(() => report({ out, isCalm }), REPORT_MS)
next()

function next(): void {
  setTimeout(
    () => {
      if (!isCalm && out < OUT_MAX) one()
      next()
    },
    random.gap((1_000 * applications) / rate),
  )
}

function one(): void {
  if (random.chance(0.03)) return void cancelOne()
  const draft = createDraft(random, devices, rate)
  const name = `${part.name}-${life}-${++count}`
  history.write({ is: 'intent', key: name, draft })
  void submit(name, draft)
}

/** With either gateway, until one has an answer: the key makes the repetitions one command [M11]. */
async function submit(name: string, draft: Draft): Promise<void> {
  out++
  for (;;) {
    try {
      const answer = await random.pick(doorsOpen).submit({ ...draft, idempotencyKey: name })
      const { commandId, messageIds: messages, durability } = answer
      history.write({ is: 'accepted', key: name, commandId, messages, durability })
      recent.push(...messages)
      recent.splice(0, recent.length - RECENT_MAX)
      break
    } catch (error) {
      const isFinal = error instanceof SottoError && isRefusal(error.code)
      const reason = error instanceof SottoError ? error.reason : String(error)
      history.write({ is: 'refused', key: name, reason, isFinal })
      if (isFinal) break
      await new Promise((resolve) => setTimeout(resolve, random.unit() * PAUSE_MS))
    }
  }
  out--
}

/** Codes after which saying it again would change nothing; after all others nobody knows whether it was stored. */
function isRefusal(code: string): boolean {
  return ['invalid_argument', 'not_found', 'failed_precondition', 'permission_denied'].includes(code)
}

async function cancelOne(): Promise<void> {
  if (recent.length === 0) return
  const message = random.pick(recent)
  try {
    history.write({ is: 'cancel', message, ...(await random.pick(doorsOpen).cancel(message)) })
  } catch (error) {
    history.write({ is: 'refused', key: `cancel ${message}`, reason: String(error), isFinal: false })
  }
}

/** What an earlier life of this process had begun and had no answer to. */
function unfinished(): { key: string; draft: Draft }[] {
  const open = new Map<string, Draft>()
  if (!existsSync(join(seat.folder, 'histories', `${part.name}.jsonl`))) return []
  for (const line of readHistories(seat.folder).lines(part.name)) {
    if (line.is === 'intent') open.set(line.key, line.draft)
    if (line.is === 'accepted' || (line.is === 'refused' && line.isFinal)) open.delete(line.key)
  }
  return [...open].map(([key, draft]) => ({ key, draft }))
}
