import { MEMBERS_PER_SUBSCRIPTION_MAX, SUBSCRIPTIONS_PER_TENANT_MAX } from '../../core/limits.ts'
import type { Position, SubscriptionRecord, Subscriptions } from '../../core/ports/subscriptions.ts'
import type { Client } from './connect.ts'
import { subscription, subscriptionsOf } from './keys.ts'
import type { Library } from './library.ts'

export function createSubscriptions(client: Client, library: Library): Subscriptions {
  async function get(tenant: string, name: string): Promise<SubscriptionRecord | undefined> {
    const reply = await library.call('sub_get', subscription(tenant, name), [])
    return reply === null ? undefined : toRecord(name, reply)
  }

  return {
    async create(tenant, name, application, floor) {
      const args = [subscriptionsOf(tenant), name, application, SUBSCRIPTIONS_PER_TENANT_MAX, ...floor.map(toArgument)]
      const reply = await library.call('sub_create', subscription(tenant, name), args)
      return reply instanceof Buffer ? 'LIMIT_REACHED' : toRecord(name, reply)
    },
    get,
    async list(tenant) {
      const names = (await client.hkeys(subscriptionsOf(tenant))).sort()
      const records = await Promise.all(names.map((name) => get(tenant, name)))
      return records.filter((record) => record !== undefined)
    },
    async delete(tenant, name) {
      return (await library.call('sub_delete', subscription(tenant, name), [subscriptionsOf(tenant), name])) === 1
    },
    async renew(tenant, name, { member, stream }, leaseMs, count) {
      const args = [member, stream, leaseMs, count, MEMBERS_PER_SUBSCRIPTION_MAX]
      const reply = await library.call('sub_renew', subscription(tenant, name), args)
      if (reply instanceof Buffer) return reply.toString() as 'TAKEN_OVER' | 'LIMIT_REACHED' | 'GONE'
      const [generation, assigned, floor, ackedAt] = reply as [number, number[], Buffer[], number]
      return { assigned, generation, floor: toPositions(floor), ackedAt }
    },
    async leave(tenant, name, { member, stream }) {
      await library.call('sub_leave', subscription(tenant, name), [member, stream])
    },
    async ack(tenant, name, { member, stream }, floor) {
      const args = [member, stream, ...floor.map(toArgument)]
      return word(await library.call('sub_ack', subscription(tenant, name), args))
    },
    async seek(tenant, name, floor) {
      return word(await library.call('sub_seek', subscription(tenant, name), floor.map(toArgument)))
    },
  }
}

const word = <W extends string>(reply: unknown): W => String(reply) as W

const toArgument = ({ partition, epoch, seq }: Position): string => `${partition}:${epoch}:${seq}`

function toPositions(floor: Buffer[]): Position[] {
  return floor
    .map((text) => {
      const [partition, epoch, seq] = text.toString().split(':') as [string, string, string]
      return { partition: Number(partition), epoch, seq: Number(seq) }
    })
    .sort((a, b) => a.partition - b.partition)
}

function toRecord(name: string, reply: unknown): SubscriptionRecord {
  const [application, generation, ackedAt, floor, members] = reply as [Buffer, number, number, Buffer[], Buffer[]]
  return {
    name,
    application: application.toString(),
    generation,
    ackedAt,
    floor: toPositions(floor),
    members: members.map(String),
  }
}
