import { setTimeout as sleep } from 'node:timers/promises'
import { Cluster } from 'ioredis'
import type { Config } from '../../core/config.ts'
import { StoreAway, shownUrl } from './await-server.ts'
import type { Client } from './connect.ts'

/** A full store is no place for many more questions than it gets already. */
const TRY_EVERY_MS = 500

/** By the word that a server refuses a write with: how it is, and what helps. */
const REFUSALS: Record<string, readonly [state: string, remedy: string]> = {
  OOM: ['has no memory left', 'Give Redis more memory (maxmemory)'],
  MISCONF: ['can not write to its disk', 'Make room on that disk, or mend it'],
  READONLY: ['is a replica', 'Make it the master, or correct the setting "redisUrl"'],
  NOREPLICAS: ['has fewer replicas than it must have', 'Start those that are missing'],
}

/** What an operator is told when an error is a server's "no" to any write for now; undefined for every other error. */
export function refusalOfWrites(error: unknown): string | undefined {
  const { message } = error as Error
  const [state, remedy] = REFUSALS[/^[A-Z]+/.exec(message)?.[0] ?? ''] ?? []
  return state && `${state} and takes no writes (${message}). ${remedy}`
}

/**
 * Does what a role writes at its start again and again while the store takes no writes, which passes without the role: memory is
 * given, a disk has room again, a replica becomes the master. Repeating must be harmless.
 * @param onWait a sentence for the operator, once for each kind of refusal
 * @throws StoreAway after storeWaitSeconds, with the same sentence
 */
export async function awaitWrites<T>(
  { redisUrl, storeWaitSeconds }: Pick<Config, 'redisUrl' | 'storeWaitSeconds'>,
  write: () => Promise<T>,
  onWait: (sentence: string, cause: Error) => void,
): Promise<T> {
  const until = performance.now() + storeWaitSeconds * 1_000
  let told = ''
  while (true) {
    try {
      return await write()
    } catch (error) {
      const refusal = refusalOfWrites(error)
      if (!refusal) throw error
      const cause = error as Error
      const sentence = `The store at ${shownUrl(redisUrl)} ${refusal}`
      if (performance.now() > until)
        throw new StoreAway(`${sentence}: this role has waited ${storeWaitSeconds} s for it.`, { cause })
      if (told !== refusal) onWait(`${sentence}: this role waits for it, up to ${storeWaitSeconds} s.`, cause)
      told = refusal
      await sleep(TRY_EVERY_MS)
    }
  }
}

/**
 * Throws as a write would, and writes nothing. A script that says nothing of itself is one that may write and needs memory.
 * @param withMemory also when it has no memory left; what ends work in hand needs none [B1]
 */
export async function probeWrites(client: Client, withMemory: boolean): Promise<void> {
  const script = `#!lua${withMemory ? '' : ' flags=allow-oom'}\nreturn 1`
  const servers = client instanceof Cluster ? client.nodes('master') : [client]
  await Promise.all(servers.map((server) => server.eval(script, 0)))
}
