import { describe, expect, it } from 'vitest'
import { defer, Failed, fileJournal, type Journal, memoryJournal, Stopped } from '../../clients/agent/index.ts'
import { stage } from '../support/agent.ts'
import { until } from '../support/until.ts'

const on = stage()
const hook = { applications: [], program: '', arguments: [], interrupt: true }

/** Handlers that wait until they are told to end. */
function held(): { act: () => Promise<string>; running: () => number; release: () => void } {
  const waiting: (() => void)[] = []
  return {
    act: () => new Promise((resolve) => waiting.push(() => resolve('done'))),
    running: () => waiting.length,
    release() {
      for (const end of waiting.splice(0)) end()
    },
  }
}

describe('running', () => {
  it('[B1] at most so many handlers at a time, in the order in which they came', async () => {
    const server = await on.server('grpc')
    const { act, running, release } = held()
    await on.connected(server, { concurrencyMax: 2, actions: { act } })
    server.deliver({ messageId: 'm1' }, { messageId: 'm2' }, { messageId: 'm3' })
    await server.hear('receipt', 'm3')
    expect(running()).toBe(2)
    release()
    await until(() => running() === 1)
    expect(server.said('result', 'm3')).toEqual([])
    release()
    await server.hear('result', 'm3')
  })

  it('[B1] more messages than the device takes are deferred, and lost by nobody', async () => {
    const server = await on.server('grpc')
    const { act, release } = held()
    await on.connected(server, { openMax: 2, concurrencyMax: 1, cancelGraceMs: 10, actions: { act } })
    server.deliver({ messageId: 'm1' }, { messageId: 'm2' }, { messageId: 'm3' })
    expect(await server.hear('defer', 'm3')).toMatchObject({ trigger: '' })
    expect(server.said('defer')).toHaveLength(1)
    release()
    await server.hear('result', 'm1')
    server.deliver({ messageId: 'm3', attempt: 2 })
    await server.hear('receipt', 'm3')
  })

  it('[M7] its time to complete is over: the signal says so', async () => {
    const server = await on.server('grpc')
    await on.connected(server, {
      actions: {
        act: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      },
    })
    server.deliver({ messageId: 'm1', completeBySeconds: 1 })
    expect(await server.hear('result', 'm1')).toMatchObject({ outcome: { code: 'DEADLINE' } })
  })

  it('[B1] an output that is too large, also only when it is escaped, fails instead', async () => {
    const server = await on.server('socketio')
    await on.connected(server, {
      actions: { act: ({ params }) => (params as { text: string }).text.repeat((params as { times: number }).times) },
    })
    const contentOf = (text: string, times: number) => JSON.stringify({ text, times })
    server.deliver(
      { messageId: 'fits', content: contentOf('x', 128 * 1024) },
      { messageId: 'large', content: contentOf('x', 128 * 1024 + 1) },
      { messageId: 'escaped', content: contentOf('\u0001', 128 * 1024) },
    )
    expect(await server.hear('result', 'fits')).toMatchObject({ outcome: { code: 'OK' } })
    expect(await server.hear('result', 'large')).toMatchObject({ outcome: { code: 'OUTPUT_TOO_LARGE', output: '' } })
    expect(await server.hear('result', 'escaped')).toMatchObject({ outcome: { code: 'OUTPUT_TOO_LARGE' } })
  })

  it('[M2] what a handler throws, and what the server would not take after progress', async () => {
    const server = await on.server('grpc')
    await on.connected(server, {
      actions: {
        error: () => Promise.reject(new Error('é'.repeat(2_000))),
        failed: () => Promise.reject(new Failed('NO_SPACE', 'the disk is full', 'partial')),
        late: ({ progress }) => {
          progress(1)
          return defer({ afterMs: 1, reason: 'too late for that' })
        },
        nothing: () => undefined,
        circle: () => {
          const circle: { self?: unknown } = {}
          circle.self = circle
          return circle
        },
      },
    })
    const names = ['error', 'failed', 'late', 'nothing', 'circle']
    server.deliver(...names.map((name) => ({ messageId: name, action: name })))
    const ends = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await server.hear('result', name)).outcome] as const)),
    )
    expect(ends.error).toMatchObject({ code: 'ERROR', detail: 'é'.repeat(512) })
    expect(ends.failed).toEqual({ code: 'NO_SPACE', detail: 'the disk is full', output: 'partial' })
    expect(ends.late).toMatchObject({ code: 'ERROR' })
    expect(ends.nothing).toEqual({ code: 'OK', detail: '', output: '' })
    expect(ends.circle).toMatchObject({ code: 'BAD_OUTPUT' })
  })

  it('[D3] the host yields before the first and resumes after the last, however they end', async () => {
    const server = await on.server('grpc')
    const log: string[] = []
    await on.connected(server, {
      onInterrupt: () => log.push('yield'),
      onResume: () => log.push('resume'),
      actions: {
        act: async ({ messageId }) => {
          log.push(messageId)
          if (messageId === 'm1') throw new Error('no')
        },
      },
    })
    server.deliver({ messageId: 'm1', hook }, { messageId: 'm2', hook }, { messageId: 'm3' })
    await server.hear('result', 'm1')
    await server.hear('result', 'm2')
    await server.hear('result', 'm3')
    expect(log.filter((word) => word !== 'm3')).toEqual(['yield', 'm1', 'm2', 'resume'])
  })

  it('[D3] a host that will not yield: the action does not run', async () => {
    const server = await on.server('grpc')
    const log: string[] = []
    await on.connected(server, {
      onInterrupt: () => Promise.reject(new Failed('HOST_BUSY', 'a payment is under way')),
      onResume: () => log.push('resume'),
      actions: { act: () => log.push('ran') },
    })
    server.deliver({ messageId: 'm1', hook })
    expect(await server.hear('result', 'm1')).toMatchObject({ outcome: { code: 'HOST_BUSY' } })
    expect(log).toEqual(['resume'])
  })

  it('[S5] a revoked device: what runs is stopped, and nothing more is said', async () => {
    const server = await on.server('grpc')
    let why: unknown
    const agent = await on.connected(server, {
      actions: {
        act: ({ signal }) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => {
              why = signal.reason
              reject(signal.reason)
            }),
          ),
      },
    })
    server.deliver({ messageId: 'm1' })
    await server.hear('receipt', 'm1')
    server.send({ close: { code: 4101, reason: 'REVOKED', reconnect: false, retryAfterMs: 0 } })
    await until(() => why !== undefined)
    expect(why).toBeInstanceOf(Stopped)
    expect(agent.state.is).toBe('refused')
  })
})

describe('closing', () => {
  it('waits for what runs, and says its result before it goes', async () => {
    const server = await on.server('grpc')
    const { act, running, release } = held()
    const agent = await on.connected(server, { actions: { act } })
    server.deliver({ messageId: 'm1' })
    await until(() => running() === 1)
    const closed = Promise.all([agent.close(5_000), agent.close()])
    server.deliver({ messageId: 'm2' })
    release()
    await closed
    expect(server.said('result', 'm1')).toHaveLength(1)
    expect(server.said('receipt', 'm2')).toEqual([])
    expect(agent.state.is).toBe('closed')
  })

  it('[D1] stops what does not end in time; the next start says INTERRUPTED', async () => {
    const server = await on.server('grpc')
    const folder = await on.folder()
    const actions = {
      act: ({ signal }: { signal: AbortSignal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    }
    const agent = await on.connected(server, { actions, concurrencyMax: 1, journal: fileJournal({ folder }) })
    server.deliver({ messageId: 'm1' }, { messageId: 'm2' })
    await server.hear('receipt', 'm2')
    await agent.close(10)
    expect(server.said('result')).toEqual([])
    await on.connected(server, { actions: { act: () => 'ran' }, journal: fileJournal({ folder }) })
    expect(await server.hear('result', 'm1')).toMatchObject({ outcome: { code: 'INTERRUPTED' } })
    expect(await server.hear('result', 'm2')).toMatchObject({ outcome: { code: 'OK', output: 'ran' } })
  })
})

describe('a disk that fails', () => {
  const failing = (type: string, messageId = 'm1'): Journal => {
    const journal = memoryJournal()
    const { append } = journal
    return {
      ...journal,
      append: (record) =>
        record.type === type && record.messageId === messageId
          ? append(record).then(() => Promise.reject(new Error('full')))
          : append(record),
    }
  }

  it('[D1] before the effect: not run, but put off', async () => {
    const server = await on.server('grpc')
    let runs = 0
    await on.connected(server, { journal: failing('started'), actions: { act: () => ++runs } })
    server.deliver({ messageId: 'm1' })
    expect(await server.hear('defer', 'm1')).toMatchObject({ reason: 'The journal can not be written: full' })
    expect(runs).toBe(0)
  })

  it('[D2] after the effect: the result is said all the same', async () => {
    const server = await on.server('grpc')
    await on.connected(server, { journal: failing('ended'), actions: { act: () => 'done' } })
    server.deliver({ messageId: 'm1' })
    expect(await server.hear('result', 'm1')).toMatchObject({ outcome: { output: 'done' } })
  })

  it('[D1] before the receipt: not receipted and not run, so the server sends it again', async () => {
    const server = await on.server('grpc')
    const { act, running, release } = held()
    const ran: string[] = []
    await on.connected(server, {
      journal: failing('received', 'm2'),
      actions: { act, note: ({ messageId }) => ran.push(messageId) },
    })
    server.deliver({ messageId: 'm1', concurrencyKey: 'k' })
    await until(() => running() === 1)
    server.deliver({ messageId: 'm2', action: 'note', concurrencyKey: 'k' })
    server.deliver({ messageId: 'm3', action: 'note', concurrencyKey: 'k' })
    await server.hear('receipt', 'm3')
    release()
    await server.hear('result', 'm3')
    expect(server.said('receipt', 'm2')).toEqual([])
    expect(ran).toEqual(['m3'])
  })
})
