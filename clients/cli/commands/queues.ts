import type { Queues } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'
import { fromNow } from '../units.ts'

const NOTES = `
The work queue and the outboxes of all tenants together (scope queues:read). A job stands for a partition with something
to send, never for one message. To pause, resume and retry takes commands:write too, and is in the audit.
`
/** The only one that there is. */
const QUEUE = 'dispatch'

type Work = NonNullable<Queues['work']>[number]
type Partition = NonNullable<Queues['partitions']>[number]

export function define(command: Command, act: Act): void {
  command.addHelpText('after', NOTES)
  command
    .command('show', { isDefault: true })
    .description('the work queue and the outboxes by partition')
    .allowExcessArguments()
    .action(act(queues))
  command
    .command('pause')
    .description('no worker takes a job, of any tenant, until resume; what is submitted is stored and waits')
    .argument('[queue]', 'its name', QUEUE)
    .action(act(pause))
  command
    .command('resume')
    .description('what waits is done now')
    .argument('[queue]', 'its name', QUEUE)
    .action(act(resume))
  command
    .command('retry')
    .description('jobs that failed wait again; no effect on a device is repeated by it')
    .argument('[queue]', 'its name', QUEUE)
    .action(act(retry))
}

async function pause({ args, sotto, output }: Call<object>): Promise<undefined> {
  const queue = args[0] ?? QUEUE
  await (await sotto()).queue.pause(queue)
  output.item({ queue, paused: true }, () => [
    ['paused', queue],
    ['', `Nothing goes to devices until "sotto queues resume"; nodes say that they are not ready.`],
  ])
  return undefined
}

async function resume({ args, sotto, output }: Call<object>): Promise<undefined> {
  const queue = args[0] ?? QUEUE
  await (await sotto()).queue.resume(queue)
  output.item({ queue, paused: false }, () => [['resumed', queue]])
  return undefined
}

async function retry({ args, sotto, output }: Call<object>): Promise<undefined> {
  const queue = args[0] ?? QUEUE
  const retried = await (await sotto()).queue.retryFailed(queue)
  output.item({ queue, retried }, () => [['wait again', `${retried} failed jobs of ${queue}`]])
  return undefined
}

async function queues({ args, sotto, output, terminal }: Call<object>): Promise<undefined> {
  if (args[0] !== undefined)
    throw usage(`There is no "sotto queues ${args[0]}". It takes show, pause, resume and retry.`)
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
