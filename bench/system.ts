import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RoleProcess, startRole } from '../clients/cli/start/role-process.ts'
import { NODE_FLAGS, type Ready, type Role } from '../clients/cli/start/roles.ts'
import { readConfig } from '../core/config.ts'
import { partitionOfDevice } from '../core/ids.ts'
import { openStore, type Store } from '../store/open.ts'
import { environmentName } from '../store/settings.ts'
import { publicKeyOf } from './devices/identity.ts'

/** The product as its own processes: the embedded store with its default durability, gateways and workers, nothing left out. */
export type System = {
  /** gRPC and HTTP of each gateway. */
  gateways: { grpc: string; http: string }[]
  key: string
  /** The same store, opened by the bench: to enrol quickly and to look whether all is as it should be. */
  store: Store
  pids: { gateway: number[]; worker: number[]; redis: number[] }
  tenant: string
  close(): Promise<void>
}

export type Code = 'built' | 'sources'
export type SystemOptions = {
  code: Code
  gateways?: number
  workers?: number
  /** Over the product's defaults; measured figures should need none. */
  settings?: Record<string, string | number>
  execArgv?: { gateway?: string[]; worker?: string[] }
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SCRIPTS: Record<Role, string> = { redis: 'store/redis/main', gateway: 'gateway/main', worker: 'workers/main' }
const ENROL_AT_A_TIME = 500
/** The bench calls with one key from one process as fast as it can; in life that would be many keys. */
const BENCH_SETTINGS = { requestsPerSecond: 1_000_000, httpPort: 0, grpcPort: 0, logLevel: 'warn' }

export async function startSystem(options: SystemOptions): Promise<System> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sotto-bench-'))
  const settings = { ...BENCH_SETTINGS, dataFolder, ...options.settings }
  const started: RoleProcess[] = []
  const start = async <R extends Role>(role: R, more: Record<string, string | number>, execArgv: string[] = []) => {
    const { child, ready } = await startProcess(role, options.code, { ...settings, ...more }, execArgv)
    started.push(child)
    return { pid: child.pid ?? 0, ready: ready as Extract<Ready, { ready: R }> }
  }
  const close = async (): Promise<void> => {
    for (const child of started.reverse()) {
      child.stop()
      await child.ended
    }
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    const redis = await start('redis', {})
    const redisUrl = redis.ready.url
    const gateways = []
    for (let i = 0; i < (options.gateways ?? 1); i++)
      gateways.push(await start('gateway', { redisUrl, nodeId: `n${i}` }, options.execArgv?.gateway))
    const workers = []
    for (let i = 0; i < (options.workers ?? 1); i++)
      workers.push(await start('worker', { redisUrl }, options.execArgv?.worker))
    const store = await openStore(readStoreConfig({ ...settings, redisUrl }), (what, error) => {
      process.stderr.write(`bench store: ${what}: ${error.message}\n`)
    })
    return {
      gateways: gateways.map(({ ready: { grpc, http } }) => ({ grpc, http })),
      key: readFileSync(join(dataFolder, 'admin.key'), 'utf8').trim(),
      store,
      tenant: 'default',
      pids: {
        gateway: gateways.map(({ pid }) => pid),
        worker: workers.map(({ pid }) => pid),
        // The role's own process only supervises; the server is its child, and does the work.
        redis: [redis.pid, Number((redis.ready as { serverPid?: number }).serverPid)],
      },
      async close() {
        await store.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Writes devices straight through the store's adapter: the same records as enrolment makes, without its tokens. */
export async function enrolDevices({ store, tenant }: System, names: string[]): Promise<void> {
  for (let at = 0; at < names.length; at += ENROL_AT_A_TIME) {
    await Promise.all(
      names.slice(at, at + ENROL_AT_A_TIME).map((device) => {
        const place = { tenant, partition: partitionOfDevice(device, store.places.partitions) }
        return store.devices.enroll(place, device, publicKeyOf(device), {})
      }),
    )
  }
}

/** Brings dist/ up to date; what is measured is what is published. */
export function buildProduct(): void {
  const folders = ['proto', 'core', 'store', 'gateway', 'workers', 'clients']
  // Each by itself: set-up makes dist/console, which is newer than all in a fresh clone.
  if (folders.every((folder) => newest(join(ROOT, folder)) < newest(join(ROOT, 'dist', folder)))) return
  execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] })
}

function newest(folder: string): number {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    const times = entries
      .filter((entry) => entry.isFile() && /\.(js|ts|lua|proto)$/.test(entry.name))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
    return times.reduce((most, time) => Math.max(most, time), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

function startProcess(
  role: Role,
  code: Code,
  settings: Record<string, string | number>,
  execArgv: string[],
): Promise<{ child: RoleProcess; ready: Ready }> {
  const script = join(ROOT, code === 'built' ? `dist/${SCRIPTS[role]}.js` : `${SCRIPTS[role]}.ts`)
  const loader = code === 'built' ? [] : ['--import', import.meta.resolve('tsx')]
  const env = Object.fromEntries(Object.entries(settings).map(([name, value]) => [environmentName(name), `${value}`]))
  return new Promise((resolve, reject) => {
    const words: string[] = []
    const child: RoleProcess = startRole(
      { role, execArgv: [...NODE_FLAGS[role], ...loader, ...execArgv], script },
      [],
      { ...process.env, NODE_ENV: 'production', ...env },
      {
        ready: (ready) => resolve({ child, ready }),
        log(line) {
          words.push(line)
          process.stderr.write(`${role}: ${line}\n`)
        },
      },
    )
    void child.ended.then((end) =>
      reject(new Error(`${role} did not start: ${JSON.stringify(end)} ${words.join(' ')}`)),
    )
  })
}

function readStoreConfig(settings: Record<string, string | number>) {
  const result = readConfig(settings)
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result.config
}
