import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, ConfigProblem } from '../../core/config.ts'
import type { Client } from './connect.ts'

const TRY_EVERY_MS = 200
/** Other answers than these do not change by waiting. */
const REFUSED = /WRONGPASS|NOAUTH|NOPERM|ERR AUTH|ERR invalid password/

/** The store did not answer in time: no fault of the set-up, so a supervisor may try again. The sentence is for the operator. */
export class StoreAway extends Error {
  override name = 'StoreAway'
}

/**
 * Machines start their services in any order, so a store that is not there yet is waited for.
 * @throws StoreAway after storeWaitSeconds; ConfigProblem when it does not let us in
 */
export async function awaitServer(
  client: Client,
  { redisUrl, storeWaitSeconds }: Pick<Config, 'redisUrl' | 'storeWaitSeconds'>,
): Promise<void> {
  const until = performance.now() + storeWaitSeconds * 1_000
  let cause = new Error('no answer')
  const note = (error: Error): void => {
    cause = error
  }
  client.on('error', note)
  try {
    while (true) {
      try {
        await client.ping()
        return
      } catch (error) {
        // One whose disk is full refuses even this. It is there, and reads (await-writes.ts).
        if ((error as Error).message.startsWith('MISCONF')) return
        // What the connection said tells more than that the command was given up.
        if ((error as Error).name !== 'MaxRetriesPerRequestError') note(error as Error)
      }
      if (REFUSED.test(cause.message))
        throw new ConfigProblem(
          `The store at ${shownUrl(redisUrl)} does not let us in: ${cause.message}. Correct the user and password in the setting "redisUrl".`,
          { cause },
        )
      if (performance.now() > until)
        throw new StoreAway(
          `The store at ${shownUrl(redisUrl)} gave no answer within ${storeWaitSeconds} s (${cause.message}). Start it, or correct the setting "redisUrl".`,
          { cause },
        )
      await sleep(TRY_EVERY_MS)
    }
  } finally {
    client.off('error', note)
  }
}

const LOST =
  /Connection is closed|Command timed out|Stream isn't writeable|Cluster isn't ready|ECONN|EPIPE|ETIMEDOUT|ENOENT/

/** What ioredis says of a command whose connection is gone. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'MaxRetriesPerRequestError' || error.name === 'ClusterAllFailedError' || LOST.test(error.message))

/**
 * Does a step of a start, which may be repeated; when it loses the store, that is waited for as at the beginning, and the step
 * is done again.
 * @throws StoreAway after storeWaitSeconds
 */
export async function throughLosses<T>(
  client: Client,
  config: Pick<Config, 'redisUrl' | 'storeWaitSeconds'>,
  step: () => Promise<T>,
): Promise<T> {
  const until = performance.now() + config.storeWaitSeconds * 1_000
  while (true) {
    await awaitServer(client, config)
    try {
      return await step()
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      if (performance.now() > until)
        throw new StoreAway(
          `The store at ${shownUrl(config.redisUrl)} was lost again and again for ${config.storeWaitSeconds} s (${(error as Error).message}). See what ends its connections.`,
          { cause: error },
        )
      await sleep(TRY_EVERY_MS)
    }
  }
}

/** As an operator may read it: redis://user:password@host → redis://host */
export const shownUrl = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')
