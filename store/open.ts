import { hash, randomBytes } from 'node:crypto'
import type { Config } from '../core/config.ts'
import type { Digest } from '../core/ports/clock.ts'
import type { World } from '../core/ports/world.ts'
import { openWorkQueue, type WorkQueue } from './bullmq/queue.ts'
import { chance } from './chance.ts'
import { inTime } from './in-time.ts'
import { createAccess } from './redis/access.ts'
import { createActions } from './redis/actions.ts'
import { createAudit } from './redis/audit.ts'
import { throughLosses } from './redis/await-server.ts'
import { awaitWrites, probeWrites } from './redis/await-writes.ts'
import { checkServer } from './redis/check-server.ts'
import { createStoreClock } from './redis/clock.ts'
import { type Client, connect } from './redis/connect.ts'
import { createDevices } from './redis/devices.ts'
import { createHead } from './redis/function-head.ts'
import { createHookLog } from './redis/hook-log.ts'
import { createInbox } from './redis/inbox.ts'
import { type LibrarySource, loadLibrary } from './redis/library.ts'
import { createMessages } from './redis/messages.ts'
import { createNodes } from './redis/nodes.ts'
import { openOperators } from './redis/operators/open.ts'
import { openPlaces } from './redis/places.ts'
import { createSubscriptions } from './redis/subscriptions.ts'
import { createWakes } from './redis/wakes.ts'

/** For the log's readers, whose reads end with their connections. */
const CLOSE_MS_MAX = 2_000

/** The whole store, open; with what the composition roots need beside the ports. */
export type Store = World & {
  client: Client
  work: WorkQueue
  close(): Promise<void>
}

const digest: Digest = { sha256: (text) => hash('sha256', text) }

/**
 * @param onProblem what went wrong in the background: connections, kicks, wakes, audit; what a start waits for
 * @param source another function library than the product's own, for tests that must see it fail
 * @throws ConfigProblem when the server is not one that can keep what we promise [B4]; StoreAway when none answers, or takes no writes
 */
export async function openStore(
  config: Config,
  onProblem: (what: string, error: Error) => void,
  source?: LibrarySource,
): Promise<Store> {
  const client = connect(config.redisUrl, 'writer')
  client.on('error', (error: Error) => onProblem('store connection', error))
  try {
    await throughLosses(client, config, () => checkServer(client, config))
    const clock = await throughLosses(client, config, () => createStoreClock(client))
    const deployment = randomBytes(8).toString('hex')
    const { library, places } = await awaitWrites(
      config,
      () => throughLosses(client, config, () => firstWrites(client, config, deployment, source)),
      onProblem,
    )
    const head = createHead(config, clock, chance)
    const connectBlocking = (): Client => {
      const blocking = connect(config.redisUrl, 'blocking')
      blocking.on('error', (error: Error) => onProblem('reader connection', error))
      return blocking
    }
    const work = openWorkQueue(config.redisUrl, (error) => onProblem('work queue', error))
    // The other half of its jobs is for places that it does not stay with.
    const placesMax = Math.ceil(config.workerConcurrency / 2)
    const wakes = createWakes(connectBlocking, placesMax, (error) => onProblem('wakes', error))
    const hookLog = createHookLog(client, connectBlocking, library)
    return {
      ...{ config, clock, chance, digest, client, places, work, wakes, hookLog },
      messages: createMessages(client, library, places, config, head),
      devices: createDevices(client, library, places, config, head),
      nodes: createNodes(client, library, clock, head),
      inbox: createInbox(library, connectBlocking),
      subscriptions: createSubscriptions(client, library),
      access: createAccess(client),
      actions: createActions(client),
      operators: openOperators({ client, library, places, clock, head }),
      audit: createAudit(client, (error) => onProblem('audit', error as Error)),
      async close() {
        clock.close()
        await wakes.close()
        await Promise.all([work.close(), inTime(hookLog.close(), CLOSE_MS_MAX)])
        client.disconnect()
      },
    }
  } catch (error) {
    client.disconnect()
    throw error
  }
}

/** What a start needs to write; [B1] of a deployment that stands, nothing that needs memory: a full store holds up no role. */
async function firstWrites(client: Client, config: Config, deployment: string, source: LibrarySource | undefined) {
  const library = await loadLibrary(client, source)
  const places = await openPlaces(client, config.partitions, deployment)
  // Without a tenant, the first keys are still to be made.
  const isNew = (await places.tenants()).length === 0
  await probeWrites(client, isNew)
  return { library, places }
}
