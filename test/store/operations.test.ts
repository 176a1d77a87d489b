import { describe, expect, it } from 'vitest'
import type { OperationRecord } from '../../core/ports/operations.ts'
import { createOperations } from '../../store/redis/operators/operations.ts'
import { eventually } from '../support/eventually.ts'
import { withRedis } from '../support/redis.ts'

const LEASE_MS = 300

describe('operations in the store', () => {
  const redis = withRedis()
  let numbers = 0
  const record = (tenant: string): OperationRecord => ({
    ...{ operationId: `o${String(++numbers).padStart(21, '0')}`, kind: 'cancel', state: 'running', expected: 0 },
    ...{ startedAt: numbers, updatedAt: 0, endedAt: 0, found: 0, done: 0, asked: 0, passedOver: 0, problem: '' },
    principal: { tenant, application: 'app', keyId: 'k1', scopes: ['commands:write'] },
    wanted: {
      messageId: '',
      commandId: '',
      device: 'd',
      action: '',
      statuses: [],
      reason: '',
      fromAt: 0,
      toAt: 1,
      actor: '',
    },
    positions: undefined,
  })
  const open = async () => {
    await redis.connect().flushall()
    return createOperations(redis.connect())
  }

  it('one process at a time has the work; when it dies, another goes on where it was, and its late word does not count', async () => {
    const operations = await open()
    const begun = record('t')
    await operations.create('t', begun, '')
    expect((await operations.claim('a', LEASE_MS))?.operationId).toBe(begun.operationId)
    expect(await operations.claim('b', LEASE_MS)).toBeUndefined()
    const further = { ...begun, found: 7, positions: ['', '5,m1', undefined, ''] }
    expect(await operations.save(further, 'a', LEASE_MS)).toBe('goes on')
    const taken = await eventually(() => operations.claim('b', LEASE_MS), Boolean)
    expect(taken).toMatchObject({ found: 7, positions: ['', '5,m1', undefined, ''] })
    expect(await operations.save(further, 'a', LEASE_MS)).toBe('lost')
    expect(await operations.save({ ...further, state: 'done' }, 'b', LEASE_MS)).toBe('goes on')
    expect(await operations.claim('c', LEASE_MS)).toBeUndefined()
    expect((await operations.get('t', begun.operationId))?.state).toBe('done')
  })

  it('who runs one hears that it is to stop', async () => {
    const operations = await open()
    const begun = record('t')
    await operations.create('t', begun, '')
    await operations.claim('a', LEASE_MS)
    await operations.stop('t', begun.operationId)
    expect(await operations.save(begun, 'a', LEASE_MS)).toBe('stopped')
    expect(await operations.stop('t', 'o0')).toBeUndefined()
  })

  it('[B1] four of a tenant run at a time; the newest hundred are listed', async () => {
    const operations = await open()
    const all = Array.from({ length: 4 }, () => record('t'))
    for (const one of all) await operations.create('t', one, '')
    expect(await operations.create('t', record('t'), '')).toBe('LIMIT_REACHED')
    expect(await operations.create('other', record('other'), '')).toMatchObject({ state: 'running' })
    for (let i = 0; i < 110; i++) {
      const one = (await operations.claim('a', 60_000))!
      await operations.save({ ...one, state: 'done' }, 'a', 60_000)
      await operations.create('t', record('t'), '')
    }
    const listed = await operations.list('t')
    expect(listed).toHaveLength(100)
    expect(listed.map(({ startedAt }) => startedAt)).toEqual(
      listed.map(({ startedAt }) => startedAt).sort((a, b) => b - a),
    )
  })
})
