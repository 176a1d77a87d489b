import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Finding, fail, isAtLeast, ok, warn } from './finding.ts'
import { openRedis, type RedisClient } from './redis-client.ts'

const REDIS_AT_LEAST = [7, 0] as const
const MEMORY_WARN_PERCENT = 80

/** The store in use: the server that redisUrl names, or the embedded one when it runs. [B4, B5] */
export async function checkStore(redisUrl: string | undefined, dataFolder: string): Promise<Finding[]> {
  const socket = join(resolve(dataFolder), 'redis.sock')
  if (redisUrl === undefined && !existsSync(socket)) return [ok('store', 'the embedded one is not running')]
  const url = redisUrl ?? `unix://${socket}`
  if (url.startsWith('redis-cluster:'))
    return [warn('store', 'a cluster', 'Ask one of its nodes: --redis-url redis://host:port.')]
  try {
    const redis = await openRedis(url)
    try {
      return await judge(redis)
    } finally {
      redis.close()
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [
      fail(
        'store',
        `${withoutSecret(url)} does not answer: ${why}`,
        'Start it, or correct redisUrl, its user and its password.',
      ),
    ]
  }
}

async function judge(redis: RedisClient): Promise<Finding[]> {
  const facts = new Map((await redis.ask('INFO')).split('\r\n').map((line) => line.split(':') as [string, string]))
  const fsync = await redis.ask('CONFIG', 'GET', 'appendfsync').then(
    (reply) => reply.split('\n')[1] ?? '',
    () => 'not told: CONFIG is not allowed',
  )
  return [
    version(facts.get('valkey_version') ?? facts.get('redis_version') ?? '0'),
    eviction(facts.get('maxmemory_policy') ?? ''),
    durability(facts.get('aof_enabled') === '1', fsync, facts.get('aof_last_write_status') ?? 'ok'),
    memory(Number(facts.get('used_memory')), Number(facts.get('maxmemory'))),
  ]
}

function version(found: string): Finding {
  if (isAtLeast(found, REDIS_AT_LEAST)) return ok('store version', found)
  return fail('store version', found, 'Functions need Redis 7.0 or Valkey: upgrade it.')
}

function eviction(policy: string): Finding {
  if (policy === 'noeviction') return ok('store eviction', policy)
  return fail('store eviction', policy, 'It may throw accepted messages away: CONFIG SET maxmemory-policy noeviction.')
}

function durability(aof: boolean, fsync: string, lastWrite: string): Finding {
  if (!aof)
    return fail('store durability', 'no append-only file', 'A restart loses everything: CONFIG SET appendonly yes.')
  if (lastWrite !== 'ok') return fail('store durability', `the last write failed (${lastWrite})`, 'Look at its disk.')
  if (fsync === 'no') return fail('store durability', 'appendfsync no', 'CONFIG SET appendfsync always (or everysec).')
  return ok('store durability', `append-only file, appendfsync ${fsync}`)
}

function memory(used: number, max: number): Finding {
  const usedMib = `${Math.round(used / 1024 / 1024)} MiB`
  if (!max) return ok('store memory', `${usedMib} used, no limit`)
  const percent = Math.round((used / max) * 100)
  if (percent < MEMORY_WARN_PERCENT) return ok('store memory', `${usedMib} used, ${percent} % of its limit`)
  return warn(
    'store memory',
    `${usedMib} used, ${percent} % of its limit`,
    'When it is full nothing new is accepted: raise maxmemory.',
  )
}

const withoutSecret = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@')
