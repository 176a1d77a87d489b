import { parseArgs } from 'node:util'
import { startRedis } from '../support/redis.ts'
import { runInterleavings } from './run.ts'
import { connectPipelined } from './world.ts'

/** The model test at length: `npm run model -- --runs N --seed S`. The same seed and count give the same interleavings. */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const redis = await startRedis()
const client = connectPipelined(redis.socketPath)
const began = performance.now()
const before = process.cpuUsage()
const { interleavings, failure } = await runInterleavings(client, { runs: Number(values.runs), seed })
const { user, system } = process.cpuUsage(before)
const [wall, cpu] = [(performance.now() - began) / 1_000, (user + system) / 1e6]
console.log(
  `Seed ${seed}: ${interleavings} interleavings in ${wall.toFixed(1)} s, with ${cpu.toFixed(1)} s of CPU here, ${await redisCpu()} s in Redis.`,
)
console.log(failure ?? 'The store did what the model does.')
client.disconnect()
await redis.close()
process.exitCode = failure === undefined ? 0 : 1

async function redisCpu(): Promise<string> {
  const used = [...(await client.info('cpu')).matchAll(/^used_cpu_(?:user|sys):([\d.]+)/gm)]
  return used.reduce((sum, [, seconds]) => sum + Number(seconds), 0).toFixed(1)
}
