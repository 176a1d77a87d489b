// A process that owns an embedded Redis, for tests of what becomes of one without the other. Ends when stdin does.
import { Redis } from 'ioredis'
import { startEmbeddedRedis } from '../../../store/redis/embedded.ts'

const server = await startEmbeddedRedis({ dataFolder: process.argv[2]!, durability: 'always' })
const redis = new Redis(server.socketPath)
await redis.set('written-by', 'the other process')
process.stdout.write(`${server.pid}\n`)
process.stdin.resume().on('end', () => process.exit(0))
