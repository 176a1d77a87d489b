import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Gateway, serveGateway } from '../../gateway/serve.ts'
import { runWorkQueue } from '../../store/bullmq/queue.ts'
import { openStore, type Store } from '../../store/open.ts'
import { serveWorker } from '../../workers/serve.ts'
import { testConfig } from './fixture.ts'

export type Deployment = Gateway['facts'] & {
  store: Store
  adminKey: string
  dataFolder: string
  close(): Promise<void>
}

/** A gateway and a worker in this process, on a store that stands; everything else is as in life. */
export async function startDeployment(redisUrl: string, settings: Record<string, unknown> = {}): Promise<Deployment> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sotto-test-'))
  const config = testConfig({
    redisUrl,
    dataFolder,
    httpPort: 0,
    grpcPort: 0,
    sweepMs: 50,
    canarySeconds: 1,
    ...settings,
  })
  const log = pino({ level: process.env.SOTTO_TEST_LOG ?? 'silent' }, pino.destination(2))
  const store = await openStore(config, (what, err) => log.warn({ err }, what))
  const gateway = await serveGateway(store, store.work.queue, log)
  const worker = serveWorker(
    store,
    (run, onProblem) => runWorkQueue(redisUrl, config.workerConcurrency, run, onProblem),
    log,
  )
  return {
    ...gateway.facts,
    store,
    dataFolder,
    adminKey: gateway.facts.adminKeyFile ? readFileSync(gateway.facts.adminKeyFile, 'utf8').trim() : '',
    async close() {
      await gateway.close()
      await worker.close()
      await store.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
