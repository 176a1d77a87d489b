import { runWorkQueue } from '../store/bullmq/queue.ts'
import { openStore } from '../store/open.ts'
import { runRole } from '../store/role.ts'
import { openTraces } from '../store/traces.ts'
import { serveWorker } from './serve.ts'

await runRole({
  name: 'worker',
  async start(config, log) {
    const traces = await openTraces(config, 'worker', log)
    const store = { ...(await openStore(config, (what, err) => log.warn({ err }, what))), ...(traces && { traces }) }
    const worker = serveWorker(
      store,
      (run, onProblem) => runWorkQueue(config.redisUrl, config.workerConcurrency, run, onProblem),
      log,
    )
    return {
      facts: {},
      async close() {
        await worker.close()
        await store.close()
        await traces?.close()
      },
    }
  },
})
