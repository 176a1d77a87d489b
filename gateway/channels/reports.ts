import { placeKey } from '../../core/command.ts'
import {
  BATCH_ITEMS_MAX,
  REPORT_BATCH_BYTES_MAX,
  REPORTS_WAITING_BYTES_MAX,
  REPORTS_WAITING_MAX,
} from '../../core/limits.ts'
import type { Place, Report, ReportAnswer } from '../../core/ports/messages.ts'

/** How long a batch is tried again while the store is away. Then it is dropped, and the devices say it again [D2]. */
const GIVE_UP_MS = 8_000
const RETRY_MS = 100

/** What one frame said; its answers come together, or nothing when the store was away too long. */
type Waiting = { reports: Report[]; bytes: number; answer: (answers: ReportAnswer[] | undefined) => void }
type Lane = { place: Place; waiting: Waiting[]; busy: boolean }

/**
 * Many reports in one step of the store: while one batch of a place is on its way the next gathers, so a batch is as large as
 * the load makes it, and one alone waits for nothing. A device's reports keep their order.
 */
export function createReports(
  receive: (place: Place, reports: Report[]) => Promise<ReportAnswer[]>,
  onProblem: (error: Error) => void,
) {
  const lanes = new Map<string, Lane>()
  let waiting = 0
  let waitingBytes = 0
  let idle: (() => void) | undefined
  let ready: Lane[] = []

  function runReady(): void {
    const lanesReady = ready
    ready = []
    for (const lane of lanesReady) void run(lane)
  }

  async function run(lane: Lane): Promise<void> {
    lane.busy = true
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, batchLength(lane.waiting))
      const answers = await store(lane.place, batch)
      let at = 0
      for (const { reports, bytes, answer } of batch) {
        waiting -= reports.length
        waitingBytes -= bytes
        answer(answers?.slice(at, at + reports.length))
        at += reports.length
      }
    }
    lane.busy = false
    if (waiting === 0) idle?.()
  }

  async function store(place: Place, batch: Waiting[]): Promise<ReportAnswer[] | undefined> {
    const giveUpAt = performance.now() + GIVE_UP_MS
    while (true) {
      try {
        return await receive(
          place,
          batch.flatMap(({ reports }) => reports),
        )
      } catch (error) {
        onProblem(error as Error)
        if (performance.now() > giveUpAt) return undefined
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  return {
    get isFull(): boolean {
      return waiting >= REPORTS_WAITING_MAX || waitingBytes >= REPORTS_WAITING_BYTES_MAX
    },
    /** `answer` is called once, later, without answers when the store was away too long. Gives about how many bytes wait until then. */
    add(place: Place, reports: Report[], answer: Waiting['answer']): number {
      const key = placeKey(place)
      let lane = lanes.get(key)
      if (!lane) {
        lane = { place, waiting: [], busy: false }
        lanes.set(key, lane)
      }
      let bytes = 0
      for (const report of reports) bytes += bytesOf(report)
      lane.waiting.push({ reports, bytes, answer })
      waiting += reports.length
      waitingBytes += bytes
      if (lane.busy) return bytes
      lane.busy = true
      // At the end of this turn of the loop: what came in it goes together, of all places in one write.
      if (ready.push(lane) === 1) setImmediate(runReady)
      return bytes
    },
    /** Resolves when nothing waits. */
    async drained(): Promise<void> {
      if (waiting > 0) await new Promise<void>((resolve) => (idle = resolve))
    },
  }
}

export type Reports = ReturnType<typeof createReports>

/** About what it takes in memory and in a call: its texts, and what there is of it beside them. */
function bytesOf({ content = '', note = '', outcome }: Report): number {
  return 256 + content.length + note.length + (outcome ? outcome.output.length + outcome.detail.length : 0)
}

function batchLength(list: Waiting[]): number {
  let bytes = 0
  let items = 0
  let count = 0
  for (const item of list) {
    bytes += item.bytes
    items += item.reports.length
    if (count > 0 && (items > BATCH_ITEMS_MAX || bytes > REPORT_BATCH_BYTES_MAX)) break
    count++
  }
  return count
}
