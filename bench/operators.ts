/**
 * How long the operators' calls take with a full store: `npx tsx bench/operators.ts [messages]`, a million unless told
 * otherwise. Fills an embedded store through the product's own functions, starts a gateway and a worker in this process, and
 * asks over HTTP as the console does; each page until its end or PAGES of them. Times are the caller's, with HTTP and JSON.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../store/open.ts'
import { startEmbeddedRedis } from '../store/redis/embedded.ts'
import { startDeployment } from '../test/support/deployment.ts'
import { testConfig } from '../test/support/fixture.ts'
import { seed } from './ours/seed.ts'

const MESSAGES = Number(process.argv[2] ?? 1_000_000)
const PAGES = 8
/** What the issue asks for. */
const LIMIT_MS = 300

const dataFolder = await mkdtemp(join(tmpdir(), 'sotto-bench-'))
const redis = await startEmbeddedRedis({ dataFolder, durability: 'everysec' })
const redisUrl = `unix://${redis.socketPath}`
try {
  // Its first start makes the tenant and its key, which work on after it has ended.
  const first = await startDeployment(redisUrl)
  await first.close()
  const store = await openStore(testConfig({ redisUrl, dataFolder }), (what, error) => console.error(what, error))
  const startedAt = performance.now()
  const plan = { singleShare: 0.2, failedShare: 0.02, openShare: 0.005 }
  await seed(store, { tenant: 'default', messages: MESSAGES, devices: 20_000, ...plan }, (done) => {
    if (done % 100_000 === 0)
      console.error(`${done} messages after ${Math.round((performance.now() - startedAt) / 1_000)} s`)
  })
  const memory = /used_memory_human:(\S+)/.exec(await store.client.info('memory'))?.[1]
  const index = await indexBytes(store.client)
  console.log(`${MESSAGES} messages in ${memory} of Redis, their index by time ${(index / 1e6).toFixed(1)} MB`)
  await store.close()
  const deployment = await startDeployment(redisUrl)
  try {
    await measure({ http: deployment.http, adminKey: first.adminKey })
  } finally {
    await deployment.close()
  }
} finally {
  await redis.stop()
  await rm(dataFolder, { recursive: true, force: true })
}

async function indexBytes(client: { eval(script: string, keys: number): Promise<unknown> }): Promise<number> {
  // Of the bench's own store, where walking all keys harms nobody.
  const script = `local sum, cursor = 0, '0' repeat local r = redis.call('SCAN', cursor, 'MATCH', '*ix:*', 'COUNT', 10000)
    cursor = r[1] for _, k in ipairs(r[2]) do sum = sum + redis.call('MEMORY', 'USAGE', k) end until cursor == '0' return sum`
  return Number(await client.eval(script, 0))
}

async function measure({ http, adminKey }: { http: string; adminKey: string }): Promise<void> {
  type Page = { messages?: { messageId: string }[]; nextPageToken?: string; looked?: { messages: number; by: string } }
  async function call<T>(method: string, body: object): Promise<{ ms: number; answer: T }> {
    const at = performance.now()
    const response = await fetch(`${http}/sotto.v1.${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${adminKey}` },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as T
    if (!response.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`)
    return { ms: performance.now() - at, answer }
  }
  const rows: string[][] = [['what', 'pages', 'found', 'read', 'by', 'median, ms', 'slowest, ms']]
  async function search(what: string, filter: object): Promise<string | undefined> {
    let [pageToken, found, read, by, first] = ['', 0, 0, '', undefined as string | undefined]
    const times: number[] = []
    do {
      const { ms, answer } = await call<Page>('SearchService/SearchMessages', { filter, pageSize: 100, pageToken })
      times.push(ms)
      found += answer.messages?.length ?? 0
      read += answer.looked?.messages ?? 0
      by = answer.looked?.by ?? ''
      first ??= answer.messages?.[0]?.messageId
      pageToken = answer.nextPageToken ?? ''
    } while (pageToken !== '' && times.length < PAGES)
    const pages = `${times.length}${pageToken === '' ? '' : '+'}`
    rows.push([what, pages, `${found}`, `${read}`, by, ...shown(times)])
    return first
  }
  async function one(what: string, method: string, body: object): Promise<void> {
    const times: number[] = []
    for (let i = 0; i < PAGES; i++) times.push((await call(method, body)).ms)
    rows.push([what, '1', '', '', '', ...shown(times)])
  }

  await search('warm-up', {})
  rows.length = 1
  const newest = (await search('everything', {}))!
  const middle = Date.now() - 60_000
  await search('action', { action: 'restart' })
  await search('action that is none', { action: 'nothing-like-it' })
  await search('actor', { actor: 'k1seed' })
  await search('status failed', { statuses: ['STATUS_FAILED'] })
  await search('failed with a reason', { statuses: ['STATUS_FAILED'], reason: 'CODE_3' })
  await search('failed, of one action and actor', { statuses: ['STATUS_FAILED'], action: 'lock', actor: 'k0seed' })
  await search('open', { statuses: ['STATUS_RECEIVED'] })
  await search('queued: none', { statuses: ['STATUS_QUEUED'] })
  await search('canceled: none, by time', { statuses: ['STATUS_CANCELED'] })
  await search('reason, any status', { reason: 'CODE_2' })
  await search('accepted before a minute ago', { toAt: String(middle) })
  await search('device', { deviceId: 'dev-000123' })
  await search('device and status', { deviceId: 'dev-000123', statuses: ['STATUS_FAILED'] })
  await search('command', { id: newest.replace(/^m(.{21}).*/, 'c$1') })
  await search('idempotency key', { idempotencyKey: 'none' })
  await one('count of failed, a step', 'SearchService/CountMessages', { filter: { statuses: ['STATUS_FAILED'] } })
  await one('count of everything, a step', 'SearchService/CountMessages', { filter: {} })
  await one('timeline', 'SearchService/GetTimeline', { messageId: newest })
  await one('device queue', 'SearchService/GetDeviceQueue', { deviceId: 'dev-000123' })
  await one('overview', 'ObserveService/GetOverview', { historySeconds: 3_600 })
  await one('queues', 'ObserveService/GetQueues', {})
  await one('audit', 'ObserveService/ListAudit', {})
  await one('devices', 'FleetService/ListDevices', { pageSize: 100, prefix: 'dev-01' })
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
  const slow = rows.slice(1).filter((row) => Number(row.at(-1)) > LIMIT_MS)
  console.log(
    slow.length === 0 ? `Every page took less than ${LIMIT_MS} ms.` : `${slow.length} took more than ${LIMIT_MS} ms.`,
  )
}

function shown(times: number[]): [median: string, slowest: string] {
  const sorted = times.sort((a, b) => a - b)
  return [sorted[Math.floor(sorted.length / 2)]!.toFixed(0), sorted.at(-1)!.toFixed(0)]
}
