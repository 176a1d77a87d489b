import type { Access, KeyRecord } from '../../core/ports/access.ts'
import type { Client } from './connect.ts'
import { key as keyName, keysOf } from './keys.ts'

/**
 * A key is a hash: `record`, written once, and `revoked`, set once. Its identifier is in the tenant's set first, so a
 * key that works can always be listed and revoked; an identifier without a key is passed over.
 */
export function createAccess(client: Client): Access {
  async function getKey(keyId: string): Promise<KeyRecord | undefined> {
    const [record, revoked] = await client.hmget(keyName(keyId), 'record', 'revoked')
    return record ? { ...(JSON.parse(record) as KeyRecord), revoked: revoked === '1' } : undefined
  }
  return {
    async putKey({ revoked, ...record }) {
      await client.sadd(keysOf(record.tenant), record.keyId)
      await client.hsetnx(keyName(record.keyId), 'record', JSON.stringify(record))
      if (revoked) await client.hset(keyName(record.keyId), 'revoked', '1')
    },
    getKey,
    async listKeys(tenant) {
      const ids = await client.smembers(keysOf(tenant))
      const keys = await Promise.all(ids.map(getKey))
      return keys.filter((key) => key !== undefined).sort((a, b) => a.createdAt - b.createdAt)
    },
    async revokeKey(tenant, keyId) {
      if ((await getKey(keyId))?.tenant !== tenant) return false
      await client.hset(keyName(keyId), 'revoked', '1')
      return true
    },
  }
}
