import { placeKey } from '../../core/command.ts'
import { BATCH_ITEMS_MAX } from '../../core/limits.ts'
import type { Place, Report, ReportAnswer } from '../../core/ports/messages.ts'

/** Reports that may wait in this process for the store; a channel that brings more is closed with OVERLOADED. */
export const REPORTS_WAITING_MAX = 50_000
/** How long a batch is tried again while the store is away. Then it is dropped, and the devices say it again [D2]. */
const GIVE_UP_MS = 8_000
const RETRY_MS = 100

type Waiting = { report: Report; answer: (answer: ReportAnswer | 'unstored') => void }
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
  let idle: (() => void) | undefined

  async function run(lane: Lane): Promise<void> {
    lane.busy = true
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, BATCH_ITEMS_MAX)
      const answers = await store(lane.place, batch)
      waiting -= batch.length
      batch.forEach(({ answer }, i) => {
        answer(answers?.[i] ?? 'unstored')
      })
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
          batch.map(({ report }) => report),
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
      return waiting >= REPORTS_WAITING_MAX
    },
    /** `answer` is called once, `unstored` when the store was away too long. */
    add(place: Place, report: Report, answer: Waiting['answer']): void {
      const key = placeKey(place)
      let lane = lanes.get(key)
      if (!lane) {
        lane = { place, waiting: [], busy: false }
        lanes.set(key, lane)
      }
      lane.waiting.push({ report, answer })
      waiting++
      if (lane.busy) return
      lane.busy = true
      // At the end of this turn of the loop: what came in it goes together.
      const ready = lane
      setImmediate(() => void run(ready))
    },
    /** Resolves when nothing waits. */
    async drained(): Promise<void> {
      if (waiting > 0) await new Promise<void>((resolve) => (idle = resolve))
    },
  }
}

export type Reports = ReturnType<typeof createReports>
