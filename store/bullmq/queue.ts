import { Queue, Worker } from 'bullmq'
import type { Place } from '../../core/ports/messages.ts'
import type { Work } from '../../core/ports/work.ts'
import { inTime } from '../in-time.ts'
import { type Client, connect } from '../redis/connect.ts'
import { queuePrefix } from '../redis/keys.ts'

/** A job refers to all that a place has waiting; its identifier is the kick's number, so that a kick makes one job. */
type DispatchJob = { tenant: string; partition: number }

export const DISPATCH_QUEUE = 'dispatch'
const JOB = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 200, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: { age: 86_400, count: 1_000 },
} as const

/** Jobs that wait. More are of a queue that nobody works on, or that is paused: then none is added, and the sweep asks again. */
export const JOBS_WAITING_MAX = 10_000
const COUNT_EVERY_MS = 1_000

/** For jobs in hand when a worker is asked to end; they take milliseconds. One that is cut is delivered again. */
const CLOSE_MS_MAX = 5_000

export type WorkQueue = Work & { queue: Queue; close(): Promise<void> }

/** @param onProblem a kick that could not be queued: the sweep finds it, but somebody should know */
export function openWorkQueue(url: string, onProblem: (error: Error) => void): WorkQueue {
  const connection = connect(url, 'queue')
  const queue = new Queue(DISPATCH_QUEUE, {
    connection,
    prefix: queuePrefix,
    streams: { events: { maxLen: 100 } },
    defaultJobOptions: JOB,
  })
  queue.on('error', onProblem)
  let countedAt = Number.NEGATIVE_INFINITY
  let isFull = false

  function count(): void {
    if (performance.now() - countedAt < COUNT_EVERY_MS) return
    countedAt = performance.now()
    queue.count().then((waiting) => {
      isFull = waiting >= JOBS_WAITING_MAX
    }, onProblem)
  }

  return {
    queue,
    kick(place, kick) {
      count()
      if (isFull) return
      const data: DispatchJob = { tenant: place.tenant, partition: place.partition }
      queue.add('dispatch', data, { jobId: `${place.tenant}.${place.partition}.${kick}` }).catch(onProblem)
    },
    async close() {
      await inTime(queue.close(), CLOSE_MS_MAX)
      disconnect(connection)
    },
  }
}

/** Runs `dispatch` for each job. Delivery of jobs is at least once; what a job does is taken out of the outbox atomically. */
export function runWorkQueue(
  url: string,
  concurrency: number,
  dispatch: (place: Place) => Promise<number>,
  onProblem: (error: Error) => void,
): { close(): Promise<void> } {
  const connection = connect(url, 'queue')
  const worker = new Worker<DispatchJob>(
    DISPATCH_QUEUE,
    async ({ data }) => await dispatch({ tenant: data.tenant, partition: data.partition }),
    {
      connection,
      prefix: queuePrefix,
      concurrency,
      lockDuration: 30_000,
      maxStalledCount: 3,
      drainDelay: 5,
      metrics: { maxDataPoints: 1_440 },
    },
  )
  worker.on('error', onProblem)
  worker.on('failed', (_job, error) => onProblem(error))
  return {
    async close() {
      await inTime(worker.close(), CLOSE_MS_MAX)
      disconnect(connection)
    },
  }
}

const disconnect = (client: Client): void => client.disconnect()
