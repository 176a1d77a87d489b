import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publicKeyOf } from '../../bench/devices/identity.ts'
import { readConfig } from '../../core/config.ts'
import { partitionOfDevice } from '../../core/ids.ts'
import { openStore, type Store } from '../../store/open.ts'
import { environmentName } from '../../store/settings.ts'
import { createActor, type ProcessActor } from './actor.ts'
import { TENANT } from './actors/device/channels.ts'
import type { Seat } from './actors/seat.ts'
import { type Cast, devicesOf, type Part, partsOf, type Way } from './cast.ts'
import { missingDisk, openDisk } from './disk.ts'
import type { Bounds } from './history.ts'
import { openHistory } from './history.ts'
import { type Link, openLink, type Target } from './link.ts'
import { createPorts } from './ports.ts'
import { type RedisActor, startRedisActor } from './redis-actor.ts'
import type { Actor, World } from './world.ts'

export type StageOptions = {
  cast: Cast
  folder: string
  seed: string
  mutant: string
  rate: number
  durability: 'always' | 'everysec'
}

/** Everything of a run, running. */
export type Stage = World & {
  /** The store behind everybody's back: no link and no fault but those of the server itself. */
  readonly direct: Store
  readonly key: string
  readonly processes: ReadonlyMap<string, ProcessActor>
  close(): Promise<void>
}

/** What takes seconds in life takes seconds in a run of minutes too, but fewer. */
const SETTINGS = {
  ackBySeconds: 2,
  leaseSeconds: 4,
  completeBySeconds: 15,
  retryBaseMs: 100,
  retryCapMs: 1_000,
  nodeLeaseSeconds: 2,
  heartbeatSeconds: 2,
  heartbeatTimeoutSeconds: 2,
  sweepMs: 100,
  canarySeconds: 1,
  requestsPerSecond: 100_000,
  logLevel: 'warn',
}

/** What follows from them; a machine with two cores and faults on it is given time to breathe. */
export const BOUNDS: Bounds = {
  presenceMs: 10_000,
  timerMs: 4_000,
  skewMs: 1_000,
  ackByMs: SETTINGS.ackBySeconds * 1_000,
  canaryMs: 5_000,
  drainMs: 60_000,
  gatewayBytes: 192 * 1024 * 1024,
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { cast, folder, durability } = options
  for (const name of ['logs', 'data', 'journals']) mkdirSync(join(folder, name), { recursive: true })
  const history = openHistory(folder, 'orchestrator')
  const closing: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).reverse()) await one()
  }
  try {
    const disk = missingDisk() === undefined ? await openDisk(join(folder, 'redis'), folder) : undefined
    if (disk) closing.push(() => disk.close())
    const redis = await startRedisActor(partsOf(cast, 'redis')[0]!, join(folder, 'redis'), durability, history)
    closing.push(() => redis.close())
    const { links, ports } = await openLinks(cast, redis)
    closing.push(() => Promise.all([...links.values()].map((link) => link.close())))
    const config = readConfig({ ...SETTINGS, durability, redisUrl: `unix://${redis.store.socketPath}` })
    if ('problems' in config) throw new Error(config.problems.join('\n'))
    // Faults of the server reach this connection as all others; what matters of them is in the histories.
    const direct = await openStore(config.config, () => undefined)
    closing.push(() => direct.close())

    const processes = new Map<string, ProcessActor>()
    let key = ''
    const actorOf = (part: Part): ProcessActor =>
      createActor({
        ...{ part, folder, history },
        environment: settingsOf(part, options, links, ports),
        seat: (life): Seat => ({ part, cast, doors: doorsOf(cast, links), key, life, ...pick(options) }),
      })
    for (const part of cast.parts) if (part.kind !== 'redis') processes.set(part.name, actorOf(part))
    closing.push(() => Promise.all([...processes.values()].map((actor) => actor.close())))
    const start = async (...kinds: Part['kind'][]): Promise<unknown> =>
      await Promise.all(
        [...processes.values()].filter(({ kind }) => kinds.includes(kind)).map((actor) => actor.start()),
      )
    await start('gateway', 'worker')
    key = readFileSync(join(folder, 'data', 'admin.key'), 'utf8').trim()
    await enrol(direct, devicesOf(cast))
    await start('fleet', 'agent', 'application', 'subscriber')

    const actors = new Map<string, Actor>([['redis', redis], ...processes])
    return {
      ...{ cast, folder, history, direct, key, processes, close, store: redis.store, disk },
      actor: (name) => found(actors, name),
      actorsOf: (...kinds) => [...actors.values()].filter(({ kind }) => kinds.includes(kind)),
      link: (name) => found(links, name),
    }
  } catch (error) {
    await close()
    throw error
  }
}

const pick = ({ folder, seed, mutant, rate }: StageOptions) => ({ folder, seed, mutant, rate })

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name)
  if (value === undefined) throw new Error(`Nothing here is called "${name}".`)
  return value
}

type Ports = Map<string, { http: number; grpc: number }>

async function openLinks(cast: Cast, redis: RedisActor): Promise<{ links: Map<string, Link>; ports: Ports }> {
  const ports: Ports = new Map()
  const freePort = createPorts()
  for (const { name } of partsOf(cast, 'gateway')) ports.set(name, { http: await freePort(), grpc: await freePort() })
  const targetOf = ({ to, port }: Way): Target =>
    port === 'redis' ? { path: redis.store.socketPath } : { port: found(ports, to)[port] }
  const links = new Map<string, Link>()
  for (const way of cast.ways) links.set(way.name, await openLink(way.name, targetOf(way)))
  return { links, ports }
}

function doorsOf(cast: Cast, links: Map<string, Link>): Seat['doors'] {
  const gateways = partsOf(cast, 'gateway').map(({ name }) => name)
  const through = (way: (gateway: string) => string): number[] => gateways.map((name) => found(links, way(name)).port)
  return {
    devicesHttp: through((name) => `devices>${name}:http`),
    devicesGrpc: through((name) => `devices>${name}:grpc`),
    applications: through((name) => `applications>${name}`),
    subscribers: through((name) => `subscribers>${name}`),
  }
}

function settingsOf(
  part: Part,
  { folder, durability }: StageOptions,
  links: Map<string, Link>,
  ports: Ports,
): Record<string, string> {
  if (part.kind !== 'gateway' && part.kind !== 'worker') return {}
  const settings: Record<string, string | number> = {
    ...SETTINGS,
    durability,
    dataFolder: join(folder, 'data'),
    redisUrl: `redis://127.0.0.1:${found(links, `${part.name}>redis`).port}`,
  }
  const mine = ports.get(part.name)
  if (mine) {
    settings.httpPort = mine.http
    settings.grpcPort = mine.grpc
    // One keeps its name over its lives, the others get a new one each time: both are allowed.
    if (part.name.endsWith('-a')) settings.nodeId = part.name
  }
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [environmentName(name), `${value}`]))
}

/** Devices' keys follow from their names: who enrols them and who plays them need not exchange anything. */
async function enrol(store: Store, devices: readonly string[]): Promise<void> {
  for (const device of devices) {
    const place = { tenant: TENANT, partition: partitionOfDevice(device, store.places.partitions) }
    await store.devices.enroll(place, device, publicKeyOf(device), {})
  }
}
