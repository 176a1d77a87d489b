import type { PauseQueueResponse__Output } from '../../proto/gen/sotto/v1/PauseQueueResponse.ts'
import type { ResumeQueueResponse__Output } from '../../proto/gen/sotto/v1/ResumeQueueResponse.ts'
import type { RetryFailedJobsResponse__Output } from '../../proto/gen/sotto/v1/RetryFailedJobsResponse.ts'
import type { Connection } from './connection.ts'

/** What operators may change of a work queue, by the name that `queues()` gives. It is that of all tenants. */
export type QueueApi = {
  queue: {
    /** No worker takes a job any more, until `resume`: what is submitted is stored and waits. */
    pause(name: string): Promise<void>
    resume(name: string): Promise<void>
    /** Jobs that failed wait again. Gives how many there were. */
    retryFailed(name: string): Promise<number>
  }
}

export function queueApi({ call, operate }: Connection): QueueApi {
  return {
    queue: {
      async pause(queue) {
        await call<PauseQueueResponse__Output>('repeatable', (...rest) => operate.pauseQueue({ queue }, ...rest))
      },
      async resume(queue) {
        await call<ResumeQueueResponse__Output>('repeatable', (...rest) => operate.resumeQueue({ queue }, ...rest))
      },
      async retryFailed(queue) {
        const { retried } = await call<RetryFailedJobsResponse__Output>('repeatable', (...rest) =>
          operate.retryFailedJobs({ queue }, ...rest),
        )
        return retried
      },
    },
  }
}
