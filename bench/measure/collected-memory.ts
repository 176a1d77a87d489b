import { dialWebSocket } from '../devices/websocket.ts'
import { pause, within } from './deadline.ts'
import { residentBytesOf } from './process-cost.ts'

/** Where Node's inspector listens when it is asked for by SIGUSR1. */
const HOST = '127.0.0.1'
const PORT = 9_229
const POLL_MS = 50
const OPEN_TIMEOUT_MS = 10_000
const COLLECT_TIMEOUT_MS = 30_000
/** What the first collection lets go of in native code is collected by the second, and pages go back to the system. */
const COLLECTIONS = 3
const BETWEEN_MS = 500

/**
 * A Node process's resident memory after its garbage was collected, so that what lives is compared, and not when the collector last
 * ran. Nothing is asked of the program: Node opens its inspector for a signal.
 */
export async function collectedBytesOf(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR1')
  const path = await within(OPEN_TIMEOUT_MS, inspectorPath(), () => `the inspector of process ${pid}`)
  for (let i = 0; i < COLLECTIONS; i++) {
    await within(COLLECT_TIMEOUT_MS, collect(path), () => `a collection in process ${pid}`)
    await pause(BETWEEN_MS)
  }
  return residentBytesOf(pid)
}

async function inspectorPath(): Promise<string> {
  while (true) {
    try {
      const [target] = (await (await fetch(`http://${HOST}:${PORT}/json/list`)).json()) as {
        webSocketDebuggerUrl: string
      }[]
      if (target) return new URL(target.webSocketDebuggerUrl).pathname
    } catch {
      // It is only being opened.
    }
    await pause(POLL_MS)
  }
}

function collect(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false
    const link = dialWebSocket(HOST, PORT, path, {
      opened: () => link.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' })),
      text(text) {
        isDone = (JSON.parse(text) as { id?: number }).id === 1
        if (isDone) link.destroy()
      },
      closed: (why) => (isDone ? resolve() : reject(new Error(`the inspector: ${why}`))),
    })
  })
}
