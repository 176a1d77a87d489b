import { Cluster, type Redis } from 'ioredis'
import { type Config, ConfigProblem } from '../../core/config.ts'
import type { Client } from './connect.ts'

const MAJOR_MIN = 7

/** [B4, B5] Refuses a server that evicts keys, is too old, or is less durable than declared. @throws ConfigProblem */
export async function checkServer(client: Client, config: Config): Promise<void> {
  const servers: (Redis | Client)[] = client instanceof Cluster ? await masters(client) : [client]
  for (const server of servers) await checkOne(server, config)
}

async function masters(cluster: Cluster): Promise<Redis[]> {
  await cluster.ping()
  return cluster.nodes('master')
}

async function checkOne(server: Redis | Client, config: Config): Promise<void> {
  const facts = parseInfo(await server.info())
  const version = facts.get('redis_version') ?? '0'
  if (Number.parseInt(version, 10) < MAJOR_MIN) {
    throw new ConfigProblem(
      `The store is Redis ${version}, but functions need ${MAJOR_MIN}.0 or newer. Upgrade it, or unset redisUrl to use the embedded one.`,
    )
  }
  const policy = facts.get('maxmemory_policy') ?? ''
  if (policy !== 'noeviction') {
    throw new ConfigProblem(
      `The store may evict keys (maxmemory-policy ${policy}), and would lose accepted messages. Set maxmemory-policy noeviction.`,
    )
  }
  const durability = await durabilityOf(server, facts)
  if (durability !== undefined && durability !== config.durability) {
    throw new ConfigProblem(
      `The setting "durability" is ${config.durability}, but the store is set to ${durability}. Set appendonly yes and appendfsync ${config.durability} there, or correct the setting.`,
    )
  }
}

/** `undefined` when the server does not let us look (CONFIG may be forbidden); INFO always tells whether there is an append-only file. */
async function durabilityOf(server: Redis | Client, facts: Map<string, string>): Promise<string | undefined> {
  if (facts.get('aof_enabled') !== '1') return 'none (no append-only file)'
  try {
    const reply = await server.call('CONFIG', 'GET', 'appendfsync')
    return Array.isArray(reply) ? String(reply[1]) : undefined
  } catch (error) {
    if (/NOPERM|unknown command/i.test(String(error))) return undefined
    throw error
  }
}

const parseInfo = (info: string): Map<string, string> =>
  new Map(info.split('\r\n').map((line) => line.split(':') as [string, string]))
