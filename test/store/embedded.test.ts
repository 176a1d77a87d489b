import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedRedis, type EmbeddedRedisOptions, startEmbeddedRedis } from '../../store/redis/embedded.ts'
import { isAlive } from '../../store/redis/process-alive.ts'

describe('embedded Redis', () => {
  let folder: string
  const servers: EmbeddedRedis[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sotto-embedded-'))
  })

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  async function start(options: Partial<EmbeddedRedisOptions> = {}): Promise<EmbeddedRedis> {
    const server = await startEmbeddedRedis({ dataFolder: folder, durability: 'always', ...options })
    servers.push(server)
    return server
  }

  it('serves on a socket in its folder, closed to others, with the settings that keep data', async () => {
    const server = await start()
    expect(server.socketPath).toBe(join(folder, 'redis.sock'))
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await settings(server, ['port', 'appendonly', 'appendfsync', 'maxmemory-policy', 'save'])).toEqual({
      port: '0',
      appendonly: 'yes',
      appendfsync: 'always',
      'maxmemory-policy': 'noeviction',
      save: '',
    })
    expect(await settings(server, ['stream-node-max-entries', 'stream-node-max-bytes'])).toEqual({
      'stream-node-max-entries': '100',
      'stream-node-max-bytes': '65536',
    })
  })

  it('serves as durably as it was told', async () => {
    const server = await start({ durability: 'everysec' })
    expect(await settings(server, ['appendfsync'])).toEqual({ appendfsync: 'everysec' })
  })

  it('stops with an exit code, and a second stop is a stop too', async () => {
    const server = await start()
    await Promise.all([server.stop(), server.stop()])
    await server.stop()
    expect(await server.exited).toBe(0)
    expect(isAlive(server.pid)).toBe(false)
  })

  it('has every answered write after kill -9 and a new start', async () => {
    const first = await start()
    const written = await ask(first, async (redis) => {
      for (let n = 0; n < 200; n += 1) await redis.rpush('list', n)
      return redis.llen('list')
    })
    process.kill(first.pid, 'SIGKILL')
    expect(await first.exited).toBe(null)
    const second = await start()
    expect(await ask(second, (redis) => redis.llen('list'))).toBe(written)
  })

  it('has its data after a proper stop, and begins a new log', async () => {
    const first = await start()
    await ask(first, (redis) => redis.set('kept', 'yes'))
    await first.stop()
    await writeFile(join(folder, 'redis.log'), 'old words\n')
    const second = await start()
    expect(await ask(second, (redis) => redis.get('kept'))).toBe('yes')
    expect(await readFile(join(folder, 'redis.log'), 'utf8')).not.toContain('old words')
  })

  it('refuses a folder that another server owns, and leaves that one alone', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(/is in use by the Redis of process \d+.*stop that one/)
    expect(await ask(first, (redis) => redis.ping())).toBe('PONG')
  })

  it('lets one of two that start at the same time have the folder', async () => {
    const results = await Promise.allSettled([start(), start()])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await ask(servers[0]!, (redis) => redis.ping())).toBe('PONG')
  })

  it('does not wait for a start that died', async () => {
    await writeFile(join(folder, 'redis.starting'), '999999999')
    expect(await ask(await start(), (redis) => redis.ping())).toBe('PONG')
  })

  it('takes over from a server whose owner was killed', async () => {
    const { owner, pid } = await startInAnotherProcess(folder)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    expect(isAlive(pid)).toBe(true)
    const server = await start()
    expect(await ask(server, (redis) => redis.get('written-by'))).toBe('the other process')
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('ends with the process that started it', async () => {
    const { owner, pid } = await startInAnotherProcess(folder)
    owner.stdin!.end()
    await once(owner, 'exit')
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('listens elsewhere when the name of its folder is too long for a socket', async () => {
    const deep = join(folder, 'x'.repeat(120))
    const server = await start({ dataFolder: deep })
    expect(server.socketPath).toMatch(/^\/tmp\/sotto-\d+-[0-9a-f]{16}\/redis\.sock$/)
    expect(await ask(server, (redis) => redis.ping())).toBe('PONG')
    await expect(start({ dataFolder: deep })).rejects.toThrow('is in use')
    await server.stop()
    await rm(join(server.socketPath, '..'), { recursive: true })
  })

  it('says what to do when there is no server program', async () => {
    const path = process.env.PATH
    process.env.PATH = folder
    try {
      await expect(start()).rejects.toThrow(/found no valkey-server or redis-server on the PATH.*node setup\.mjs/)
    } finally {
      process.env.PATH = path
    }
    await expect(start({ binary: join(folder, 'nothing') })).rejects.toThrow(/could not run .*nothing.*ENOENT/)
  })

  it('gives the words of a server that ends at once', async () => {
    await mkdir(join(folder, 'appendonlydir'))
    await writeFile(join(folder, 'appendonlydir', 'appendonly.aof.manifest'), 'this is no manifest\n')
    await expect(start()).rejects.toThrow(/did not start.*manifest/is)
  })
})

async function ask<Result>(server: EmbeddedRedis, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(server.socketPath)
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

/** CONFIG GET answers in pairs of a name and a value. */
async function settings(server: EmbeddedRedis, names: string[]): Promise<Record<string, string>> {
  return ask(server, async (redis) => {
    const pairs = await Promise.all(names.map((name) => redis.config('GET', name) as Promise<[string, string]>))
    return Object.fromEntries(pairs)
  })
}

async function startInAnotherProcess(dataFolder: string) {
  const program = join(import.meta.dirname, '../support/programs/embedded-owner.ts')
  const owner = spawn(process.execPath, ['--import', 'tsx', program, dataFolder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(owner.stdout.setEncoding('utf8'), 'data')) as [string]
  return { owner, pid: Number(line) }
}
