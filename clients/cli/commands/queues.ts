import type { Queues } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import type { Column } from '../output.ts'
import { fromNow } from '../units.ts'

const NOTES = `
The work queue and the outboxes of all tenants together (scope queues:read). A job stands for a partition with something
to send, never for one message.
`

type Work = NonNullable<Queues['work']>[number]
type Partition = NonNullable<Queues['partitions']>[number]

export function define(command: Command, act: Act): void {
  command.addHelpText('after', NOTES).action(act(queues))
}

async function queues({ sotto, output, terminal }: Call<object>): Promise<undefined> {
  const found = await (await sotto()).queues()
  if (!output.forPeople) {
    output.item(found, () => [])
    return undefined
  }
  const now = Date.now()
  await output.list(found.work, workColumns(now), 'No queues.')
  terminal.out.write('\n')
  const none = found.tenants > 1 ? `Not by partition: there are ${found.tenants} tenants.` : 'No partitions.'
  await output.list(found.partitions, partitionColumns(now), none)
  return undefined
}

const jobs = ({ jobs }: Work, state: string): string => String(jobs[state] ?? 0)

const workColumns = (now: number): Column<Work>[] => [
  { title: 'QUEUE', value: ({ name, paused }) => (paused ? `${name} (paused)` : name) },
  { title: 'WAITING', value: (work) => jobs(work, 'waiting') },
  { title: 'OLDEST', value: ({ oldestWaitingAt }) => fromNow(oldestWaitingAt, now) || '-' },
  { title: 'ACTIVE', value: (work) => jobs(work, 'active') },
  { title: 'DELAYED', value: (work) => jobs(work, 'delayed') },
  { title: 'FAILED', value: (work) => jobs(work, 'failed') },
  { title: 'WORKERS', value: ({ workers }) => String(workers) },
  { title: 'JOBS/S', value: ({ completedPerSecond }) => completedPerSecond.toFixed(1) },
  { title: 'FAILED/S', value: ({ failedPerSecond }) => failedPerSecond.toFixed(1) },
]

const partitionColumns = (now: number): Column<Partition>[] => [
  { title: 'PARTITION', value: ({ partition }) => String(partition) },
  { title: 'READY DEVICES', value: ({ readyDevices }) => String(readyDevices) },
  { title: 'SINCE', value: ({ readySince }) => fromNow(readySince, now) || '-' },
  { title: 'CLOCKS', value: ({ clocks }) => String(clocks) },
  { title: 'NEXT', value: ({ nextDueAt }) => fromNow(nextDueAt, now) || '-' },
  { title: 'LOG', value: ({ tailSeq }) => String(tailSeq) },
]
