import { Failed, Rejected } from './action.ts'
import type { Ending } from './journal.ts'
import { FRAME_BYTES_MAX, OUTPUT_BYTES_MAX } from './limits.ts'
import { sentenceOf } from './log.ts'
import { cut, utf8Length } from './text.ts'

/** How a run ended, before its message's hash is put to it. */
export type Outcome = Omit<Ending, 'contentSha256'>

/** Of the output that a handler gave. */
export function succeeded(given: unknown, detail = ''): Outcome {
  let output: string
  try {
    output = typeof given === 'string' ? given : (JSON.stringify(given) ?? '')
  } catch (error) {
    return failed('BAD_OUTPUT', `The action was done, but its output is no JSON: ${sentenceOf(error)}`)
  }
  return bounded({ status: 'STATUS_SUCCEEDED', outcome: { code: 'OK', detail: cut(detail), output } })
}

export const failed = (code: string, detail: string, output = ''): Outcome =>
  bounded({ status: 'STATUS_FAILED', outcome: { code, detail: cut(detail), output } })

export const rejected = (code: string, detail: string): Outcome => ({
  status: 'STATUS_REJECTED',
  outcome: { code, detail: cut(detail), output: '' },
})

/** Of what a handler threw. @param progressed the server no longer takes a rejection: something was done */
export function outcomeOfError(error: unknown, progressed: boolean): Outcome {
  if (error instanceof Rejected && !progressed) return rejected(error.code, error.message)
  if (error instanceof Rejected) return failed(error.code, error.message)
  if (error instanceof Failed) return failed(error.code, error.message, error.output)
  return failed('ERROR', sentenceOf(error))
}

/** Also when it is escaped, it must fit into one frame: a frame too large would close the channel for good. */
function bounded(outcome: Outcome): Outcome {
  const { output } = outcome.outcome
  const bytes = output.length * 3 <= OUTPUT_BYTES_MAX / 2 ? 0 : utf8Length(output)
  if (bytes === 0) return outcome
  if (bytes <= OUTPUT_BYTES_MAX && utf8Length(JSON.stringify(output)) <= FRAME_BYTES_MAX - 16 * 1024) return outcome
  const detail = `The action ended with ${outcome.outcome.code}, but its output of ${bytes} bytes is too large; at most ${OUTPUT_BYTES_MAX}.`
  return { status: 'STATUS_FAILED', outcome: { code: 'OUTPUT_TOO_LARGE', detail, output: '' } }
}
