import { OPERATIONS_LISTED_MAX, OPERATIONS_RUNNING_MAX } from '../../../core/limits.ts'
import type { OperationRecord, Operations } from '../../../core/ports/operations.ts'
import type { Client } from '../connect.ts'
import { operation, operationKey, operationLease, operationsOf, operationsRunning } from '../keys.ts'

const KEPT_MS = 7 * 86_400_000
const IDEMPOTENCY_MS = 86_400_000

/**
 * An operation is a hash: `record`, and `stop` when somebody asked. All that run are in one set; a lease is a key that ends by
 * itself, so that the work of a process that died is found.
 */
export function createOperations(client: Client): Operations {
  const nameOf = (tenant: string, operationId: string): string => `${tenant} ${operationId}`

  async function get(tenant: string, operationId: string): Promise<OperationRecord | undefined> {
    const json = await client.hget(operation(tenant, operationId), 'record')
    if (json === null) return undefined
    const record = JSON.parse(json) as OperationRecord
    // JSON has no undefined.
    return { ...record, positions: record.positions?.map((position) => position ?? undefined) }
  }

  async function list(tenant: string): Promise<OperationRecord[]> {
    const ids = await client.zrevrange(operationsOf(tenant), 0, OPERATIONS_LISTED_MAX - 1)
    const records = await Promise.all(ids.map((id) => get(tenant, id)))
    return records.filter((record) => record !== undefined)
  }

  async function put(tenant: string, record: OperationRecord): Promise<void> {
    const key = operation(tenant, record.operationId)
    await client.hset(key, 'record', JSON.stringify(record))
    await client.pexpire(key, KEPT_MS)
  }

  return {
    get,
    list,

    async create(tenant, record, idempotencyKey) {
      const { operationId } = record
      if (idempotencyKey !== '') {
        const key = operationKey(tenant, `${record.principal.keyId} ${idempotencyKey}`)
        const bound = await client.set(key, operationId, 'PX', IDEMPOTENCY_MS, 'NX', 'GET')
        const known = bound === null ? undefined : await get(tenant, String(bound))
        if (known) return known
      }
      const running = (await list(tenant)).filter(({ state }) => state === 'running')
      if (running.length >= OPERATIONS_RUNNING_MAX) return 'LIMIT_REACHED'
      await put(tenant, record)
      await client.zadd(operationsOf(tenant), record.startedAt, operationId)
      await client.zremrangebyrank(operationsOf(tenant), 0, -(OPERATIONS_LISTED_MAX + 1))
      await client.zadd(operationsRunning, record.startedAt, nameOf(tenant, operationId))
      return record
    },

    async stop(tenant, operationId) {
      const record = await get(tenant, operationId)
      if (record?.state === 'running') await client.hset(operation(tenant, operationId), 'stop', 1)
      return record
    },

    async claim(holder, leaseMs) {
      for (const name of await client.zrange(operationsRunning, '0', '-1')) {
        const [tenant = '', operationId = ''] = name.split(' ')
        if ((await client.set(operationLease(operationId), holder, 'PX', leaseMs, 'NX')) === null) continue
        const record = await get(tenant, operationId)
        if (record?.state === 'running') return record
        await client.zrem(operationsRunning, name)
        await client.del(operationLease(operationId))
      }
      return undefined
    },

    async save(record, holder, leaseMs) {
      const { tenant } = record.principal
      const { operationId, state } = record
      const lease = operationLease(operationId)
      if ((await client.get(lease)) !== holder) return 'lost'
      await client.pexpire(lease, leaseMs)
      await put(tenant, record)
      if (state !== 'running') {
        await client.zrem(operationsRunning, nameOf(tenant, operationId))
        await client.del(lease)
        return 'goes on'
      }
      return (await client.hexists(operation(tenant, operationId), 'stop')) === 1 ? 'stopped' : 'goes on'
    },
  }
}
