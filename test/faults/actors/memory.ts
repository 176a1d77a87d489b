import type { HistoryWriter } from '../history.ts'

const EVERY_MS = 1_000

/** What the process uses, now and then, in its history. */
export function measureMemory(history: HistoryWriter): void {
  setInterval(() => {
    const { rss, heapUsed, external } = process.memoryUsage()
    history.write({ is: 'memory', rss, heap: heapUsed, external })
  }, EVERY_MS).unref()
}
