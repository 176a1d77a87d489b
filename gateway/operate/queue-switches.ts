import type { Queue } from 'bullmq'
import { SottoError } from '../../core/errors.ts'
import type { PauseQueueRequest__Output } from '../../proto/gen/sotto/v1/PauseQueueRequest.ts'
import type { PauseQueueResponse } from '../../proto/gen/sotto/v1/PauseQueueResponse.ts'
import type { ResumeQueueRequest__Output } from '../../proto/gen/sotto/v1/ResumeQueueRequest.ts'
import type { ResumeQueueResponse } from '../../proto/gen/sotto/v1/ResumeQueueResponse.ts'
import type { RetryFailedJobsRequest__Output } from '../../proto/gen/sotto/v1/RetryFailedJobsRequest.ts'
import type { RetryFailedJobsResponse } from '../../proto/gen/sotto/v1/RetryFailedJobsResponse.ts'
import type { Caller } from '../api/caller.ts'

/**
 * What operators may change of the work queue, and all that anybody may: nothing is emptied, cleaned, added or done twice. The
 * queue is that of all tenants [A3], so who acts on it must be one who may see it.
 */
export function createQueueSwitches(queue: Queue) {
  function named(name: string, { scopes }: Caller): Queue {
    if (!scopes.includes('queues:read')) throw new SottoError('PERMISSION_DENIED', { detail: 'queues:read' })
    if (name !== queue.name) throw new SottoError('NOT_FOUND', { field: 'queue', detail: name })
    return queue
  }

  return {
    async PauseQueue(request: PauseQueueRequest__Output, caller: Caller): Promise<PauseQueueResponse> {
      await named(request.queue, caller).pause()
      return {}
    },

    async ResumeQueue(request: ResumeQueueRequest__Output, caller: Caller): Promise<ResumeQueueResponse> {
      await named(request.queue, caller).resume()
      return {}
    },

    // A job only says which place has something to send: to do it again repeats no effect. What is kept of failed ones is
    // bounded (store/bullmq/queue.ts), and one that fails meanwhile waits for the next call.
    async RetryFailedJobs(request: RetryFailedJobsRequest__Output, caller: Caller): Promise<RetryFailedJobsResponse> {
      const asked = named(request.queue, caller)
      const retried = await asked.getFailedCount()
      await asked.retryJobs({ state: 'failed' })
      return { retried }
    },
  }
}
