import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Agent, createAgent, defer, enroll, fileJournal, type Handler } from '../../clients/agent/index.ts'
import { stage } from '../support/agent.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

type Message = {
  status: string
  sessionId: string
  progressPercent?: number
  outcome?: { code: string; detail: string; output: string }
}

const redis = withRedis()
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment(redis.url)
})
afterAll(() => deployment.close())

let devices = 0

/** The agent and the gateway, with nothing between them that is not real. */
describe.each(['socketio', 'grpc'])('the agent at a gateway, over %s', (wire) => {
  const on = stage()

  async function device(actions: Record<string, Handler>, more: object = {}): Promise<Device> {
    const deviceId = `agent-${process.pid}-${++devices}`
    const folder = await on.folder()
    const { token } = (await callHttp(deployment, 'FleetService/CreateEnrollment', { deviceId })) as { token: string }
    const identity = await enroll({ server: deployment.http, token, file: join(folder, 'identity.json'), deviceId })
    const start = async (): Promise<Agent> => {
      const agent = createAgent({
        server: wire === 'grpc' ? `grpc://${deployment.grpc}` : deployment.http,
        identity,
        journal: fileJournal({ folder: join(folder, 'journal') }),
        actions,
        ...more,
      })
      on.after(() => agent.close(0))
      await agent.start()
      await until(
        () => agent.state.is === 'open',
        () => `an open channel, but it is ${JSON.stringify(agent.state)}`,
      )
      return agent
    }
    const get = async (messageId: string) =>
      ((await callHttp(deployment, 'CommandService/GetMessage', { messageId })) as { message: Message }).message
    return {
      start,
      async submit(action, given = {}) {
        const command = { action, params: { n: 1 }, devices: [deviceId], ...given }
        const { messageIds } = (await callHttp(deployment, 'CommandService/Submit', command)) as {
          messageIds: string[]
        }
        return messageIds[0]!
      },
      reach: (messageId, status) =>
        until(async () => {
          const message = await get(messageId)
          return message.status === `STATUS_${status}` && message
        }),
    }
  }

  it('[M2] [S4] an action that ends at once: succeeded, with its output and session', async () => {
    const { start, submit, reach } = await device({ act: ({ params }) => ({ got: params }) })
    await start()
    const message = await reach(await submit('act'), 'SUCCEEDED')
    expect(message.outcome).toMatchObject({ code: 'OK', output: '{"got":{"n":1}}' })
    expect(message.sessionId).not.toBe('')
  })

  it('[M2] progress, then the result', async () => {
    let finish = () => {}
    const { start, submit, reach } = await device({
      act: async ({ progress }) => {
        progress(40, 'half way')
        await new Promise<void>((resolve) => {
          finish = resolve
        })
      },
    })
    await start()
    const id = await submit('act')
    expect(await reach(id, 'RUNNING')).toMatchObject({ progressPercent: 40 })
    finish()
    await reach(id, 'SUCCEEDED')
  })

  it('[M8] a device that was off gets its message when it comes', async () => {
    const { start, submit, reach } = await device({ act: () => 'done' })
    const id = await submit('act')
    await start()
    await reach(id, 'SUCCEEDED')
  })

  it('[M2] deferred until the device says that it is ready', async () => {
    let isIdle = false
    const { start, submit, reach } = await device({
      act: () => (isIdle ? 'done' : defer({ trigger: 'idle', reason: 'in use' })),
    })
    const agent = await start()
    const id = await submit('act')
    await reach(id, 'DEFERRED')
    isIdle = true
    expect(agent.deferReady(id)).toBe(true)
    await reach(id, 'SUCCEEDED')
  })

  it('[M12] a cancel stops what runs', async () => {
    const { start, submit, reach } = await device({
      act: ({ signal, progress }) => {
        progress(1)
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    await start()
    const id = await submit('act')
    await reach(id, 'RUNNING')
    await callHttp(deployment, 'CommandService/Cancel', { messageId: id })
    await reach(id, 'CANCELED')
  })

  it('[D3] a hook program of the allow-list, and one that is not in it', async () => {
    const programs = { tool: { path: process.execPath, args: ['-p', 'process.argv.slice(1).join(" ")', '--'] } }
    const { start, submit, reach } = await device({ act: () => '' }, { programs })
    await start()
    const ran = await submit('act', { hook: { program: 'tool', arguments: ['$(id)', 'b'] } })
    const other = await submit('act', { hook: { program: 'other' } })
    expect((await reach(ran, 'SUCCEEDED')).outcome).toMatchObject({ output: '$(id) b\n' })
    expect((await reach(other, 'REJECTED')).outcome).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('[D1] stopped in the middle and started again: failed, INTERRUPTED', async () => {
    const { start, submit, reach } = await device({
      act: ({ signal, progress }) => {
        progress(1)
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    const agent = await start()
    const id = await submit('act')
    await reach(id, 'RUNNING')
    await agent.close(0)
    await start()
    expect((await reach(id, 'FAILED')).outcome).toMatchObject({ code: 'INTERRUPTED' })
  })

  it('[S3] a second agent with the same identity takes the channel over; the first stays away', async () => {
    const { start } = await device({ act: () => '' }, { journal: undefined })
    const first = await start()
    const second = await start()
    await until(() => first.state.is === 'refused')
    expect(first.state).toMatchObject({ reason: 'REPLACED' })
    expect(second.state.is).toBe('open')
  })

  it('[M9] [M10] a hundred and fifty messages: all succeed, each once', async () => {
    const ran: string[] = []
    const { start, submit, reach } = await device({ act: ({ messageId }) => void ran.push(messageId) })
    await start()
    const ids: string[] = []
    for (let index = 0; index < 10; index++)
      ids.push(...(await Promise.all(Array.from({ length: 15 }, () => submit('act')))))
    for (const id of ids) await reach(id, 'SUCCEEDED')
    expect([...ran].sort()).toEqual([...ids].sort())
  })
})

type Device = {
  start(): Promise<Agent>
  submit(action: string, given?: object): Promise<string>
  reach(messageId: string, status: string): Promise<Message>
}
