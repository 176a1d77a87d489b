import { Redis } from 'ioredis'
import { answerQuestions } from '../programs/ask.ts'

/** What Redis was called with and for how long, function by function: only its slow log tells functions apart. */
export type Timed = { name: string; calls: number; us: number }

const DRAIN_MS = 200
const ENTRIES_MAX = 100_000

type Entry = [id: number, at: number, us: number, args: string[]]

const sums = new Map<string, Timed>()
let redis: Redis
let timer: NodeJS.Timeout

answerQuestions({
  async start(socketPath: string) {
    redis = new Redis(socketPath)
    await redis.call('CONFIG', 'SET', 'slowlog-max-len', ENTRIES_MAX, 'slowlog-log-slower-than', 0)
    await redis.call('SLOWLOG', 'RESET')
    timer = setInterval(drain, DRAIN_MS)
  },
  async stop(): Promise<Timed[]> {
    clearInterval(timer)
    await drain()
    redis.disconnect()
    return [...sums.values()].sort((a, b) => b.us - a.us)
  },
})

async function drain(): Promise<void> {
  const [[, entries] = []] = (await redis.multi().call('SLOWLOG', 'GET', -1).call('SLOWLOG', 'RESET').exec()) ?? []
  for (const [, , us, [command = '', name = '']] of entries as Entry[]) {
    const called = command.toLowerCase() === 'fcall' ? `fcall ${name}` : command.toLowerCase()
    const sum = sums.get(called) ?? { name: called, calls: 0, us: 0 }
    sums.set(called, { name: called, calls: sum.calls + 1, us: sum.us + us })
  }
}
