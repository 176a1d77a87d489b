// Stands for a role's process in the tests of the supervisor. STUB_<NAME> says how it behaves; it writes its pid where
// the test looks for it. Keeps the role's contract: a ready line, an end on SIGTERM, an end when its input ends.
import { appendFileSync } from 'node:fs'

const name = process.title
const file = process.argv[2] ?? ''
const how = process.env[`STUB_${name.toUpperCase()}`] ?? 'serve'
const tell = (what: string) => appendFileSync(file, `${name} ${what} ${process.pid}\n`)

const FACTS: Record<string, object> = {
  redis: { url: 'unix:///nowhere/redis.sock' },
  gateway: { http: 'http://127.0.0.1:40001', grpc: '127.0.0.1:40002', adminKeyFile: '/nowhere/admin.key' },
}

function end(why: string): void {
  tell(why)
  process.exit(0)
}

tell('started')
if (how === 'misconfigured') {
  process.stderr.write('The setting "httpPort" is 99999, but must be from 0 to 65535.\n')
  process.exit(78)
}
if (how === 'broken') process.exit(1)

process.on('SIGTERM', () => end('stopped'))
process.on('SIGINT', () => end('interrupted'))
process.stdin.resume()
process.stdin.once('end', () => end('orphaned'))
process.stderr.write(
  `${JSON.stringify({ level: 30, time: 0, msg: `store is ${process.env.SOTTO_REDIS_URL ?? 'unknown'}` })}\n`,
)
process.stdout.write(`${JSON.stringify({ ready: name, ...FACTS[name] })}\n`)
