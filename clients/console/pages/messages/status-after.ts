import type { HookEvent__Output } from '../../../../proto/gen/sotto/v1/HookEvent.ts'
import type { Status__Output } from '../../../../proto/gen/sotto/v1/Status.ts'
import { longStatus, STATUS_LOOKS } from '../../design/status.ts'

const OTHER_NAMES: Record<string, Status__Output> = {
  EVENT_KIND_PROGRESS: 'STATUS_RUNNING',
  EVENT_KIND_REQUEUED: 'STATUS_QUEUED',
}
/** While a cancel is under way these change nothing that is shown [M12]. */
const BEHIND_A_CANCEL = new Set(['EVENT_KIND_RECEIVED', 'EVENT_KIND_PROGRESS'])

/** [M2] The status that a message has after an event. */
export function statusAfter(before: Status__Output, { kind, status }: HookEvent__Output): Status__Output {
  if (before === 'STATUS_CANCELING' && BEHIND_A_CANCEL.has(kind)) return before
  if (kind === 'EVENT_KIND_CORRECTED') return longStatus(status)
  const named = OTHER_NAMES[kind] ?? kind.replace('EVENT_KIND_', 'STATUS_')
  return named in STATUS_LOOKS ? (named as Status__Output) : before
}
