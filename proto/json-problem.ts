/** What is wrong with a JSON text of a message, and where: `path` is `clocks.leaseSeconds`, `devices[3]`, or '' for the whole. */
export class JsonProblem extends Error {
  readonly kind: 'unknown_field' | 'bad_value'
  path: string

  constructor(message: string, kind: JsonProblem['kind'] = 'bad_value') {
    super(message)
    this.name = 'JsonProblem'
    this.kind = kind
    this.path = ''
  }

  /** Puts a step in front of the path: the problem was inside `step`. */
  static inside(step: string, problem: unknown): unknown {
    if (problem instanceof JsonProblem)
      problem.path =
        problem.path === '' || problem.path.startsWith('[') ? step + problem.path : `${step}.${problem.path}`
    return problem
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const WORD_SHOWN_MAX = 40
/** What was given, short enough for a sentence. */
export function shown(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > WORD_SHOWN_MAX ? `${value.slice(0, WORD_SHOWN_MAX)}…` : value)
}
