import { STATUSES } from '../../../core/message.ts'
import type { Place } from '../../../core/ports/messages.ts'
import type { Places } from '../../../core/ports/places.ts'
import type { Figures, PartitionFigures, SampleRecord, Stats } from '../../../core/ports/stats.ts'
import type { Client } from '../connect.ts'
import { nodes, observed, observer, placePrefix, samplesOf } from '../keys.ts'

/** An hour of a sample every two seconds. */
const SAMPLES_MAX = 1_800
const SAMPLES_MS = 3_900_000

/** core/ports/stats.ts: samples are a short stream a tenant, named by their time. */
export function createStats(client: Client, places: Places): Stats {
  async function figuresOf(place: Place, nodeNames: string[]) {
    const prefix = placePrefix(place)
    const pipeline = client.pipeline()
    pipeline.hgetall(`${prefix}n`)
    pipeline.zcard(`${prefix}devices`)
    pipeline.zcard(`${prefix}ready`)
    pipeline.zrange(`${prefix}ready`, '0', '0', 'WITHSCORES')
    pipeline.zcard(`${prefix}due`)
    pipeline.zrange(`${prefix}due`, '0', '0', 'WITHSCORES')
    pipeline.hget(`${prefix}meta`, 'seq')
    for (const node of nodeNames) pipeline.scard(`${prefix}on:${node}`)
    const results = ((await pipeline.exec()) ?? []).map(([error, result]) => {
      if (error) throw error
      return result
    })
    const [counts, devices, ready, firstReady, clocks, firstDue, seq, ...online] = results
    const partition: PartitionFigures = {
      partition: place.partition,
      readyDevices: Number(ready),
      readySince: Number((firstReady as string[])[1] ?? 0),
      clocks: Number(clocks),
      nextDueAt: Number((firstDue as string[])[1] ?? 0),
      tailSeq: Number(seq ?? 0),
    }
    return { counts: counts as Record<string, string>, devices: Number(devices), partition, online: online.map(Number) }
  }

  return {
    async figures(tenant) {
      const nodeNames = await client.zrange(nodes, '0', '-1')
      const parts = await Promise.all(
        Array.from({ length: places.partitions }, (_, partition) => figuresOf({ tenant, partition }, nodeNames)),
      )
      const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
      const statuses: Figures['statuses'] = {}
      STATUSES.forEach((status, i) => {
        statuses[status] = sum(parts.map(({ counts }) => Number(counts[i + 1] ?? 0)))
      })
      return {
        statuses,
        devices: sum(parts.map(({ devices }) => devices)),
        nodes: nodeNames.map((node, i) => ({ node, online: sum(parts.map(({ online }) => online[i] ?? 0)) })),
        partitions: parts.map(({ partition }) => partition),
      }
    },

    async lead(holder, leaseMs) {
      if ((await client.set(observer, holder, 'PX', leaseMs, 'NX')) !== null) return true
      // Should the lease end between the two, there are two observers for a moment: some figures are then counted twice.
      if ((await client.get(observer)) !== holder) return false
      await client.pexpire(observer, leaseMs)
      return true
    },
    async resign(holder) {
      if ((await client.get(observer)) === holder) await client.del(observer)
    },

    async append(tenant, sample) {
      const key = samplesOf(tenant)
      await client.xadd(key, 'MAXLEN', '~', SAMPLES_MAX, `${sample.at}-*`, 's', JSON.stringify(sample))
      await client.pexpire(key, SAMPLES_MS)
    },
    async since(tenant, at) {
      const entries = await client.xrange(samplesOf(tenant), `${at + 1}-0`, '+', 'COUNT', SAMPLES_MAX)
      return entries.map(([, fields]) => JSON.parse(fields[1] ?? '{}') as SampleRecord)
    },

    async addTotals(increments) {
      const pipeline = client.pipeline()
      for (const [name, by] of Object.entries(increments)) pipeline.hincrbyfloat(observed, name, by)
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
    },
    async totals() {
      const all = await client.hgetall(observed)
      return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Number(value)]))
    },
  }
}
