import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll } from 'vitest'
import { findServerBinary } from '../../store/redis/server-binary.ts'
import { Connections, fromTheHook } from './redis.ts'

const slotCount = 16_384
/** Short, so that a test that kills a node sees the others notice. */
const nodeTimeoutMs = 2_000
/** Nodes write nothing for two seconds after they start (CLUSTER_WRITABLE_DELAY), then they need a few rounds of gossip. */
const clusterStartMs = 20_000

export interface ClusterNode {
  readonly host: string
  readonly port: number
  readonly pid: number
  kill9(): Promise<void>
  /** On the same port and the same data; returns when the whole cluster serves again. */
  restart(): Promise<void>
}

/** Local masters with every slot assigned, without replicas. */
export interface TestCluster {
  readonly nodes: readonly ClusterNode[]
  /** As `connect()` of the store takes it: redis-cluster:// with `host:port` of each node. */
  readonly url: string
  /** A new cluster connection. It is closed by `close()` at the latest. */
  connect(options?: ConstructorParameters<typeof Cluster>[1]): Cluster
  /** Closes the connections, kills the nodes, removes the data. */
  close(): Promise<void>
}

/** Starts a cluster before the tests of this file (or `describe`) and removes it after them. */
export function withCluster(size = 3): TestCluster {
  let started: TestCluster | undefined
  beforeAll(async () => {
    started = await startCluster(size)
  })
  afterAll(() => started?.close())
  return fromTheHook(() => started)
}

/** Starts `size` masters on free loopback ports, shares the slots out, and returns when each says the cluster is ok. */
export async function startCluster(size = 3): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-cluster-'))
  const ports = await freePorts(2 * size)
  const nodes: Node[] = Array.from({ length: size }, (_, index) => {
    return new Node(join(folder, `${index}`), ports[2 * index]!, ports[2 * index + 1]!, () => untilOk(nodes))
  })
  const connections = new Connections()
  const close = async () => {
    connections.close()
    await Promise.all(nodes.map((node) => node.kill9()))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await Promise.all(nodes.map((node) => node.start()))
    await introduce(nodes)
    await untilOk(nodes)
  } catch (error) {
    await close()
    throw error
  }
  return {
    nodes,
    url: `redis-cluster://${nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`,
    connect: (options = {}) =>
      connections.add(
        new Cluster(
          nodes.map(({ host, port }) => ({ host, port })),
          options,
        ),
      ),
    close,
  }
}

class Node implements ClusterNode {
  readonly host = '127.0.0.1'
  readonly #folder: string
  readonly port: number
  readonly busPort: number
  readonly #untilClusterOk: () => Promise<void>
  #process: ChildProcess | undefined

  constructor(folder: string, port: number, busPort: number, untilClusterOk: () => Promise<void>) {
    this.#folder = folder
    this.port = port
    this.busPort = busPort
    this.#untilClusterOk = untilClusterOk
  }

  get pid(): number {
    return this.#process?.pid ?? 0
  }

  async start(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    this.#process = spawn(findServerBinary(), this.#settings(), { stdio: 'ignore' })
    await once(this.#process, 'spawn')
    await this.ask(async (redis) => {
      while ((await redis.ping().catch(() => '')) !== 'PONG') await sleep(20)
    })
  }

  async kill9(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  async restart(): Promise<void> {
    await this.kill9()
    await this.start()
    await this.#untilClusterOk()
  }

  /** Runs `work` with a connection to this node alone. */
  async ask<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
    const redis = new Redis(this.port, this.host, { retryStrategy: () => 20, maxRetriesPerRequest: null })
    redis.on('error', () => {})
    try {
      return await work(redis)
    } finally {
      redis.disconnect()
    }
  }

  #settings(): string[] {
    const settings: Record<string, string> = {
      dir: this.#folder,
      logfile: join(this.#folder, 'redis.log'),
      bind: this.host,
      port: `${this.port}`,
      'cluster-enabled': 'yes',
      'cluster-port': `${this.busPort}`,
      'cluster-node-timeout': `${nodeTimeoutMs}`,
      appendonly: 'yes',
      appendfsync: 'everysec',
      save: '',
      'maxmemory-policy': 'noeviction',
    }
    return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  }
}

/** Slots and distinct epochs first, then the introductions: no node has to argue with another about anything. */
async function introduce(nodes: readonly Node[]): Promise<void> {
  for (const [index, node] of nodes.entries()) {
    const first = Math.floor((slotCount * index) / nodes.length)
    const last = Math.floor((slotCount * (index + 1)) / nodes.length) - 1
    await node.ask((redis) => redis.cluster('ADDSLOTSRANGE', first, last))
    await node.ask((redis) => redis.cluster('SET-CONFIG-EPOCH', index + 1))
  }
  for (const node of nodes.slice(1))
    await nodes[0]!.ask((redis) => redis.cluster('MEET', node.host, node.port, node.busPort))
}

async function untilOk(nodes: readonly Node[]): Promise<void> {
  const deadline = Date.now() + clusterStartMs
  while (!(await Promise.all(nodes.map((node) => knows(node, nodes.length)))).every(Boolean)) {
    if (Date.now() > deadline) throw new Error(`The test cluster did not come up within ${clusterStartMs} ms.`)
    await sleep(50)
  }
}

async function knows(node: Node, size: number): Promise<boolean> {
  const info = String(await node.ask((redis) => redis.cluster('INFO')))
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}\r`)
}

/** Held all at once while they are chosen, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

async function listen() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
