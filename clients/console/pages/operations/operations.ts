import type { Operation__Output } from '../../../../proto/gen/sotto/v1/Operation.ts'
import type { Frame } from '../../wire/watch.ts'

/** Bulk operations that run, or ended a moment ago; newest first. */
export type Operations = readonly Operation__Output[]

export const noOperations: Operations = []

/** A frame that speaks of operations speaks of all that are under way: those that it leaves out have ended for good. */
export function takeOperations(before: Operations, frame: Frame): Operations {
  if (!frame.operations || frame.operations.length === 0) return before
  const told = new Map(frame.operations.map((operation) => [operation.operationId, operation]))
  const others = before.filter(({ operationId }) => !told.has(operationId))
  return [...told.values(), ...others].sort((a, b) => b.startedAt - a.startedAt)
}

export const isRunning = ({ state }: Operation__Output): boolean => state === 'OPERATION_STATE_RUNNING'
