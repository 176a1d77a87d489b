import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { identity, stage } from '../support/agent.ts'
import type { DeviceServer, Wire } from '../support/device-server.ts'
import { until } from '../support/until.ts'

const on = stage()
const script = new URL('../support/programs/agent-process.ts', import.meta.url).pathname

async function play(wire: Wire): Promise<Play> {
  const server = await on.server(wire)
  const folder = await on.folder()
  const effectsFile = join(folder, 'effects')
  let child: ChildProcess | undefined
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  on.after(kill)
  return {
    server,
    kill,
    async start(resumable = '') {
      const hellos = server.hellos.length
      const args = [server.url, join(folder, 'state'), effectsFile, JSON.stringify(identity), resumable]
      child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      await until(() => server.hellos.length > hellos && server.isConnected())
    },
    async effects() {
      return (await readFile(effectsFile, 'utf8')).trim().split('\n')
    },
  }
}

type Play = {
  server: DeviceServer
  start(resumable?: string): Promise<void>
  kill(): Promise<void>
  effects(): Promise<string[]>
}

describe('an agent that is killed (kill -9)', () => {
  it('[D1] in the middle of an action: INTERRUPTED, and not run again', async () => {
    const { server, start, kill, effects } = await play('grpc')
    await start()
    server.deliver({ messageId: 'm1', action: 'hang' })
    await server.hear('receipt', 'm1')
    await until(() => effects().then((list) => list.length === 1))
    await kill()
    await start()
    expect(await server.hear('result', 'm1')).toMatchObject({
      status: 'STATUS_FAILED',
      outcome: { code: 'INTERRUPTED' },
    })
    server.deliver({ messageId: 'm1', action: 'hang', attempt: 2 })
    await server.hear('result', 'm1', 2)
    expect(await effects()).toEqual(['m1'])
  })

  it('[D1] in the middle of an action that can be resumed: run again, and told so', async () => {
    const { server, start, kill, effects } = await play('socketio')
    await start('hang')
    server.deliver({ messageId: 'm1', action: 'hang' })
    await server.hear('receipt', 'm1')
    await until(() => effects().then((list) => list.length === 1))
    await kill()
    await start('hang')
    expect(await server.hear('result', 'm1')).toMatchObject({ outcome: { output: 'resumed' } })
    expect(await effects()).toEqual(['m1', 'm1'])
  })

  it('[D1] [D2] at any moment, again and again: every message ends, none has two effects', async () => {
    const { server, start, kill, effects } = await play('grpc')
    const ids = Array.from({ length: 60 }, (_, index) => `m${index}`)
    const ended = () => new Set(server.said('result').map(({ messageId }) => messageId))
    let attempt = 0
    for (let round = 0; round < 4; round++) {
      await start()
      attempt++
      server.deliver(...ids.filter((id) => !ended().has(id)).map((messageId) => ({ messageId, attempt })))
      await sleep(10 + Math.random() * 60)
      await kill()
    }
    await start()
    server.deliver(...ids.map((messageId) => ({ messageId, attempt: attempt + 1 })))
    await until(
      () => ended().size === ids.length,
      () => `${ids.length} results, but there are ${ended().size}`,
    )
    const list = await effects()
    expect(new Set(list).size).toBe(list.length)
    // One message, one result, however often it was said [M4].
    for (const id of ids) {
      const results = new Set(server.said('result', id).map(({ status, outcome }) => `${status} ${outcome?.code}`))
      expect([...results]).toHaveLength(1)
      if (!list.includes(id)) expect([...results][0]).toContain('INTERRUPTED')
    }
  })
})
