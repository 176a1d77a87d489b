import { LOGINS_PER_KEY_MAX } from '../../../core/limits.ts'
import type { LoginRecord, Logins } from '../../../core/ports/logins.ts'
import type { Client } from '../connect.ts'
import { login as loginName, loginsOf } from '../keys.ts'

/** A login is a value that ends by itself; beside it the set of a key's logins, which bounds how many there are. */
export function createLogins(client: Client): Logins {
  return {
    async put(secretSha256, login) {
      const all = loginsOf(login.keyId)
      const lifeMs = Math.max(1, login.endsAt - login.startedAt)
      await client.set(loginName(secretSha256), JSON.stringify(login), 'PX', lifeMs)
      await client.zadd(all, login.startedAt, secretSha256)
      await client.pexpire(all, lifeMs)
      const surplus = await client.zrange(all, '0', `-${LOGINS_PER_KEY_MAX + 1}`)
      for (const oldest of surplus) {
        await client.del(loginName(oldest))
        await client.zrem(all, oldest)
      }
    },
    async get(secretSha256) {
      const json = await client.get(loginName(secretSha256))
      return json === null ? undefined : (JSON.parse(json) as LoginRecord)
    },
    async end(secretSha256) {
      const json = await client.getdel(loginName(secretSha256))
      if (json !== null) await client.zrem(loginsOf((JSON.parse(json) as LoginRecord).keyId), secretSha256)
    },
  }
}
