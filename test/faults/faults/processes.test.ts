import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createCast, SMALL } from '../cast.ts'
import { openHistory } from '../history.ts'
import { ATTACKS } from '../hostile.ts'
import { type Link, openLink } from '../link.ts'
import { createRandom } from '../random.ts'
import { createSchedule } from '../schedule.ts'
import type { Actor, World } from '../world.ts'
import { clockJump } from './clock-jump.ts'
import { hostileInput } from './hostile-input.ts'
import { FAULTS } from './index.ts'
import { networkCut } from './network-cut.ts'
import { networkWeather } from './network-weather.ts'

const cast = createCast(SMALL)
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function openWorld(part: Partial<World>): World {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-fault-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const nothing = () => {
    throw new Error('Not in this world.')
  }
  const store = { socketPath: '', dataFolder: '', durability: 'always' } as const
  return {
    ...{ cast, actor: nothing, actorsOf: () => [], link: nothing, store, disk: undefined, folder },
    ...{ history: openHistory(folder, 'orchestrator'), ...part },
  }
}

async function openServer(): Promise<{ server: Server; port: number; bytes(): number; connections(): number }> {
  let bytes = 0
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      bytes += chunk.length
      socket.write(chunk)
    })
    closing.push(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return {
    server,
    port: (server.address() as { port: number }).port,
    bytes: () => bytes,
    connections: () => connections,
  }
}

describe('faults of the network', () => {
  async function linked() {
    const { port } = await openServer()
    const link: Link = await openLink('devices>gateway-a:http', { port })
    closing.push(() => link.close())
    const ask = async (): Promise<string> => {
      try {
        const answer = await fetch(`http://127.0.0.1:${link.port}`, { signal: AbortSignal.timeout(300) })
        return String(answer.status)
      } catch (error) {
        // The echo is no HTTP: that it came back is what counts.
        const { code = '' } = ((error as Error).cause ?? {}) as { code?: string }
        return code.startsWith('HPE')
          ? 'through'
          : error instanceof Error && error.name === 'TimeoutError'
            ? 'silence'
            : 'refused'
      }
    }
    return { world: openWorld({ link: () => link }), ask, link }
  }

  it('network-cut - nobody gets through, or nobody hears anything; then all is well', async () => {
    const { world, ask } = await linked()
    expect(await ask()).toBe('through')
    for (const [halfOpen, word] of [
      [false, 'refused'],
      [true, 'silence'],
    ] as const) {
      const heal = await networkCut.inject({ way: 'any', halfOpen }, world)
      expect(await ask()).toBe(word)
      await heal()
      expect(await ask()).toBe('through')
    }
  })

  it('network-weather - what is planned is a toxic of the proxy, and is taken away again', async () => {
    const { world, ask } = await linked()
    const heal = await networkWeather.inject(
      { way: 'any', direction: 'both', toxic: JSON.stringify({ is: 'latency', ms: 400, jitterMs: 0 }) },
      world,
    )
    expect(await ask()).toBe('silence')
    await heal()
    expect(await ask()).toBe('through')
    const random = createRandom('weather')
    const kinds = Array.from({ length: 200 }, () => {
      const { toxic } = networkWeather.plan(random, cast, 30_000)?.detail ?? { toxic: '{}' }
      return (JSON.parse(toxic) as { is: string }).is
    })
    expect(new Set(kinds).size).toBe(8)
  })
})

describe('a clock', () => {
  const REPORT = `setInterval(() => console.log(Date.now() + ' ' + performance.now()), 20)`

  it('clock-jump - the wall clock of a running process jumps by an hour, and its monotonic clock does not', async () => {
    const missing = clockJump.missing?.()
    if (missing !== undefined) throw new Error(`A clock can not be moved on this machine: ${missing}.`)
    const seen = { wall: 0, monotonic: 0, lines: 0 }
    let child: ChildProcess | undefined
    let pid = 0
    const end = async (): Promise<void> => {
      const gone = child && once(child, 'exit')
      child?.kill('SIGKILL')
      await gone
      child = undefined
    }
    const actor = {
      terminate: end,
      async start({ environment = {} } = {}) {
        child = spawn(process.execPath, ['-e', REPORT], {
          env: { ...process.env, ...environment },
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        pid = child.pid ?? 0
        createInterface({ input: child.stdout! }).on('line', (line) => {
          const [wall, monotonic] = line.split(' ').map(Number) as [number, number]
          Object.assign(seen, { wall, monotonic, lines: seen.lines + 1 })
        })
        await once(child.stdout!, 'data')
      },
    } as unknown as Actor
    closing.push(end)
    await actor.start()
    const heal = await clockJump.inject({ actor: 'any', seconds: 3_600 }, openWorld({ actor: () => actor }))
    const started = pid
    const skew = () => Math.round((seen.wall - Date.now()) / 1_000)
    await eventually(skew, (seconds) => Math.abs(seconds - 3_600) <= 2)
    expect(pid).toBe(started)
    expect(seen.monotonic).toBeLessThan(60_000)
    await heal()
    await eventually(skew, (seconds) => Math.abs(seconds) <= 2)
  })
})

describe('hostile input', () => {
  it.each(Object.keys(ATTACKS))(
    'hostile-input: %s - reaches the door, and leaves when it is healed',
    async (attack) => {
      const { port, bytes } = await openServer()
      const link = await openLink('door', { port })
      closing.push(() => link.close())
      const heal = await hostileInput.inject({ gateway: 'gateway-a', attack }, openWorld({ link: () => link }))
      await eventually(bytes, (count) => count > 20)
      await heal()
      await eventually(
        () => link.connections,
        (count) => count <= 2,
      )
    },
  )
})

describe('the plan', () => {
  it('names each fault that can be done here in some round, the same ones for the same seed', () => {
    const plan = () => createSchedule('all', 3_600, cast, FAULTS)
    const names = new Set(plan().rounds.flatMap(({ steps }) => steps.map(({ fault }) => fault)))
    expect([...names].sort()).toEqual(FAULTS.map(({ name }) => name).sort())
    expect(plan()).toEqual(plan())
  })
})
