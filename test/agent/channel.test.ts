import { verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { defer, fileJournal, Rejected } from '../../clients/agent/index.ts'
import { publicKey, stage } from '../support/agent.ts'
import { sha256, WIRES } from '../support/device-server.ts'
import { until } from '../support/until.ts'

describe.each(WIRES)('an agent over %s', (wire) => {
  const on = stage()

  it('[S1] signs the nonce with its own key', async () => {
    const server = await on.server(wire)
    await on.connected(server, { actions: { act: () => '' }, agentName: 'test/1' })
    const { hello, nonce } = server.hellos[0]!
    expect(hello).toMatchObject({ tenant: 't1', deviceId: 'd1', epoch: 1, agent: 'test/1', actions: ['act'] })
    const signed = Buffer.concat([Buffer.from('sotto-hello-v1\nt1\nd1\n1\n'), nonce])
    expect(verify(null, signed, publicKey, hello.signature as Buffer)).toBe(true)
  })

  it('[D2] a handler that ends at once: one result, which is its own receipt', async () => {
    const server = await on.server(wire)
    const folder = await on.folder()
    await on.connected(server, {
      journal: fileJournal({ folder }),
      actions: { act: ({ params }) => ({ got: params }) },
    })
    server.deliver({ messageId: 'm1', content: '{"a":1}' })
    const result = await server.hear('result', 'm1')
    expect(result).toMatchObject({
      sessionId: 'session-1',
      status: 'STATUS_SUCCEEDED',
      outcome: { code: 'OK', output: '{"got":{"a":1}}' },
      contentSha256: sha256('{"a":1}'),
    })
    expect(server.said('receipt')).toEqual([])
  })

  it('[S4] a handler that takes its time: receipt, progress, result, all with the session', async () => {
    const server = await on.server(wire)
    let finish = () => {}
    await on.connected(server, {
      actions: {
        act: async ({ progress }) => {
          progress(40, 'half way')
          await new Promise<void>((resolve) => {
            finish = resolve
          })
        },
      },
    })
    server.deliver({ messageId: 'm1' })
    const receipt = await server.hear('receipt', 'm1')
    expect(receipt).toMatchObject({ deviceId: 'd1', sessionId: 'session-1', attempt: 1, contentSha256: sha256('{}') })
    expect(await server.hear('progress', 'm1')).toMatchObject({ sequence: 1, percent: 40, note: 'half way' })
    finish()
    expect(await server.hear('result', 'm1')).toMatchObject({ status: 'STATUS_SUCCEEDED', sessionId: 'session-1' })
  })

  it('[D2] what was not accepted is said again on the next channel, with its session', async () => {
    const server = await on.server(wire)
    server.answer = () => undefined
    await on.connected(server, { actions: { act: () => 'once' } })
    server.deliver({ messageId: 'm1' })
    await server.hear('result', 'm1')
    server.answer = () => 'accepted'
    server.drop()
    expect(await server.hear('result', 'm1', 2)).toMatchObject({ sessionId: 'session-2', outcome: { output: 'once' } })
    expect(server.hellos[1]!.hello.sessionId).toBe('session-1')
  })

  it('[D1] a repeat is answered from the journal, and not run', async () => {
    const server = await on.server(wire)
    let runs = 0
    await on.connected(server, { actions: { act: () => ++runs } })
    server.deliver({ messageId: 'm1' })
    await server.hear('result', 'm1')
    server.deliver({ messageId: 'm1', attempt: 2 })
    expect(await server.hear('result', 'm1', 2)).toMatchObject({ outcome: { output: '1' } })
    expect(runs).toBe(1)
  })

  it('[S4] a stale session: says it again with the newest one', async () => {
    const server = await on.server(wire)
    server.answer = () => undefined
    await on.connected(server, { actions: { act: () => '' } })
    server.deliver({ messageId: 'm1' })
    await server.hear('result', 'm1')
    server.answer = ({ word }) =>
      word.sessionId === 'session-1' ? { code: 'STALE_SESSION', detail: 'old' } : 'accepted'
    server.drop()
    expect(await server.hear('result', 'm1', 2)).toMatchObject({ sessionId: 'session-2' })
  })

  it('[D4] too late, wrong epoch, bad content, unknown action, unwilling handler: rejected', async () => {
    const server = await on.server(wire)
    await on.connected(server, {
      actions: {
        act: () => '',
        no: () => {
          throw new Rejected('NOT_ALLOWED', 'on battery')
        },
      },
    })
    server.deliver(
      { messageId: 'late', deliverByAt: Date.now() - 1 },
      { messageId: 'old', epoch: 0 },
      { messageId: 'damaged', contentSha256: sha256('other') },
      { messageId: 'text', content: 'no json' },
      { messageId: 'unknown', action: 'constructor' },
      { messageId: 'no', action: 'no' },
    )
    const codes: Record<string, unknown> = {}
    for (const id of ['late', 'old', 'damaged', 'text', 'unknown', 'no']) {
      const { status, outcome } = await server.hear('result', id)
      codes[id] = `${status} ${outcome?.code}`
    }
    expect(codes).toEqual({
      late: 'STATUS_REJECTED EXPIRED',
      old: 'STATUS_REJECTED STALE_EPOCH',
      damaged: 'STATUS_REJECTED BAD_CONTENT',
      text: 'STATUS_REJECTED BAD_CONTENT',
      unknown: 'STATUS_REJECTED UNKNOWN_ACTION',
      no: 'STATUS_REJECTED NOT_ALLOWED',
    })
  })

  it('[M2] "not now" until a trigger: deferred, then ready, then run', async () => {
    const server = await on.server(wire)
    let isCharging = false
    const agent = await on.connected(server, {
      actions: { act: () => (isCharging ? 'done' : defer({ trigger: 'charging', reason: 'on battery' })) },
    })
    server.deliver({ messageId: 'm1' })
    expect(await server.hear('defer', 'm1')).toMatchObject({ trigger: 'charging', reason: 'on battery' })
    isCharging = true
    expect(agent.deferReady('m1')).toBe(true)
    expect(await server.hear('defer', 'm1', 2)).toMatchObject({ ready: true })
    server.deliver({ messageId: 'm1', attempt: 2 })
    expect(await server.hear('result', 'm1')).toMatchObject({ outcome: { output: 'done' } })
  })

  it('[M12] a cancel stops what runs, and is remembered for what has not come', async () => {
    const server = await on.server(wire)
    let runs = 0
    await on.connected(server, {
      actions: {
        act: ({ signal }) => {
          runs++
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        },
      },
    })
    server.deliver({ messageId: 'm1' })
    await server.hear('receipt', 'm1')
    server.send({ cancel: [{ messageId: 'm1' }, { messageId: 'unseen' }] })
    expect(await server.hear('cancel', 'm1')).toMatchObject({ canceled: true })
    expect(await server.hear('cancel', 'unseen')).toMatchObject({ canceled: true })
    server.deliver({ messageId: 'unseen' })
    expect(await server.hear('cancel', 'unseen', 2)).toMatchObject({ canceled: true })
    expect(runs).toBe(1)
    expect(server.said('result')).toEqual([])
  })

  it('[M12] a handler that does not stop: the cancel is refused, and the result comes', async () => {
    const server = await on.server(wire)
    let finish = () => {}
    await on.connected(server, {
      cancelGraceMs: 20,
      actions: {
        act: () =>
          new Promise<void>((resolve) => {
            finish = resolve
          }),
      },
    })
    server.deliver({ messageId: 'm1' })
    await server.hear('receipt', 'm1')
    server.send({ cancel: [{ messageId: 'm1' }] })
    expect(await server.hear('cancel', 'm1')).toMatchObject({ canceled: false })
    finish()
    expect(await server.hear('result', 'm1')).toMatchObject({ status: 'STATUS_SUCCEEDED' })
  })

  it('[M9] messages of one concurrency key run one after another, others beside them', async () => {
    const server = await on.server(wire)
    const log: string[] = []
    const finish = new Map<string, () => void>()
    await on.connected(server, {
      actions: {
        act: async ({ messageId }) => {
          log.push(`+${messageId}`)
          await new Promise<void>((resolve) => finish.set(messageId, resolve))
          log.push(`-${messageId}`)
        },
      },
    })
    server.deliver(
      { messageId: 'a1', concurrencyKey: 'a' },
      { messageId: 'a2', concurrencyKey: 'a' },
      { messageId: 'b1', concurrencyKey: 'b' },
    )
    await server.hear('receipt', 'a2')
    await until(() => finish.size === 2)
    expect(log).toEqual(['+a1', '+b1'])
    finish.get('a1')!()
    await until(() => finish.get('a2'))
    expect(log).toEqual(['+a1', '+b1', '-a1', '+a2'])
    finish.get('a2')!()
    finish.get('b1')!()
    await server.hear('result', 'a2')
    await server.hear('result', 'b1')
  })

  it('[S7] does not come back when the server says so', async () => {
    const server = await on.server(wire)
    server.greet = () => ({ close: { code: 4101, reason: 'REVOKED', reconnect: false, retryAfterMs: 0 } })
    const agent = await on.agent({ server: server.url, actions: {} })
    await until(() => agent.state.is === 'refused')
    expect(agent.state).toEqual({ is: 'refused', code: 4101, reason: 'REVOKED' })
    expect(server.hellos).toHaveLength(1)
  })

  it('says what it has to say in one turn in one frame', async () => {
    const server = await on.server(wire)
    await on.connected(server, { concurrencyMax: 100, actions: { act: () => '' } })
    server.deliver(...Array.from({ length: 100 }, (_, index) => ({ messageId: `m${index}` })))
    await server.hear('result', 'm99')
    expect(server.said('result')).toHaveLength(100)
    expect(server.frames).toBeLessThanOrEqual(2)
  })
})
