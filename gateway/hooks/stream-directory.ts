import { grouped } from '../../core/grouped.ts'
import type { StreamRecord, Streams } from '../../core/ports/streams.ts'

type Told = Omit<StreamRecord, 'node'> & { tenant: string }

/** Tells the others which subscribers this node has: one write a tenant that has some, each time the node looks. */
export function createStreamDirectory(streams: Streams, node: string, onProblem: (error: Error) => void) {
  let tenants = new Set<string>()

  function put(tenant: string, records: StreamRecord[]): Promise<void> {
    return streams.put(tenant, node, records).catch(onProblem)
  }

  return {
    tell(all: Told[]): void {
      const byTenant = grouped(all, ({ tenant }) => tenant)
      for (const tenant of tenants) if (!byTenant.has(tenant)) void put(tenant, [])
      for (const [tenant, told] of byTenant)
        void put(
          tenant,
          told.map(({ tenant: _, ...stream }) => ({ ...stream, node })),
        )
      tenants = new Set(byTenant.keys())
    },
    async close(): Promise<void> {
      await Promise.all([...tenants].map((tenant) => put(tenant, [])))
    },
  }
}
