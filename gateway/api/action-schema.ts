import { createContext, Script } from 'node:vm'
import { Compile, Meta, type Validator } from 'typebox/schema'
import { SottoError } from '../../core/errors.ts'
import { SCHEMA_BYTES_MAX } from '../../core/limits.ts'

/** What a JSON text may be checked against: undefined when it fits, else the first thing that does not. */
export type SchemaCheck = (value: unknown) => { path: string; message: string } | undefined

/** A check that can take longer than its input explains (patterns that backtrack, references in circles) ends after this. */
const CHECK_MS_MAX = 25
/** That is by the clock on the wall: where the machine is so busy that this thread did not have its time, it is tried again. */
const TRIES_MAX = 3
const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT'
const MAY_TAKE_LONG = /"(pattern|patternProperties|format|\$ref|uniqueItems|contains)"/
const UNSUPPORTED = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$vocabulary']
/** What stands here is data and no schema. */
const DATA = ['const', 'enum', 'default', 'examples']
const DEPTH_MAX = 32
const META = Compile(Meta['https://json-schema.org/draft/2020-12/schema'])

/**
 * Compiles a declared action's JSON Schema (draft 2020-12), or says what is wrong with it. '' takes anything. References
 * stay inside the schema, so that a check never needs anything but its text.
 * @param field where the schema came from, for the error
 */
export function compileSchema(text: string, field: string): SchemaCheck {
  if (text === '') return () => undefined
  if (Buffer.byteLength(text) > SCHEMA_BYTES_MAX)
    throw new SottoError('TOO_LARGE', { field, detail: `the schema is larger than ${SCHEMA_BYTES_MAX} bytes` })
  const refuse = (detail: string, cause?: unknown) =>
    new SottoError('INVALID_FIELD', { field, detail: `${field} is no JSON Schema that can be used: ${detail}`, cause })
  let schema: unknown
  try {
    schema = JSON.parse(text)
  } catch (error) {
    throw refuse('it is not JSON', error)
  }
  if (!isPlain(schema)) throw refuse('it is not an object')
  const problem = findProblem(schema, schema, '#', 0)
  if (problem) throw refuse(problem)
  const misuse = firstError(META, schema)
  if (misuse) throw refuse(`#${misuse.path} ${misuse.message}`)
  let validator: Validator
  try {
    validator = Compile(schema)
    // References that lead nowhere but to themselves show at the first use.
    inTime(() => validator.Check({}))
  } catch (error) {
    throw refuse((error as Error).message, error)
  }
  const check = MAY_TAKE_LONG.test(text) ? inTime : now
  return (value) => check(() => firstError(validator, value))
}

function firstError(validator: Validator, value: unknown): ReturnType<SchemaCheck> {
  if (validator.Check(value)) return undefined
  const [, errors] = validator.Errors(value)
  // `false` as a schema says less than the keyword that led to it.
  const error = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0]
  return { path: error?.instancePath ?? '', message: error?.message ?? 'does not fit' }
}

const now = <T>(work: () => T): T => work()

/** The only way to stop a regular expression on this thread: node:vm ends what runs too long. */
const room: { work?: () => unknown } = createContext({ work: undefined })
const enter = new Script('work()')
function inTime<T>(work: () => T): T {
  room.work = work
  try {
    for (let tries = 1; ; tries++) {
      const before = process.cpuUsage()
      try {
        return enter.runInContext(room, { timeout: CHECK_MS_MAX }) as T
      } catch (error) {
        const { user, system } = process.cpuUsage(before)
        const hadItsTime = user + system >= CHECK_MS_MAX * 1_000
        if ((error as NodeJS.ErrnoException).code !== TIMED_OUT || hadItsTime || tries === TRIES_MAX) throw error
      }
    }
  } finally {
    delete room.work
  }
}

function findProblem(root: object, part: unknown, path: string, depth: number): string | undefined {
  if (depth > DEPTH_MAX) return `it is nested deeper than ${DEPTH_MAX} levels`
  if (Array.isArray(part))
    return firstOf(part.entries(), ([i, item]) => findProblem(root, item, `${path}/${i}`, depth + 1))
  if (!isPlain(part)) return undefined
  return firstOf(Object.entries(part), ([name, value]) => {
    if (DATA.includes(name)) return undefined
    if (isPlain(value)) return findProblem(root, value, `${path}/${name}`, depth + 1)
    if (UNSUPPORTED.includes(name)) return `${path} has ${name}, which is not supported`
    if (name === '$ref' && !leadsSomewhere(root, value)) return `${path}/$ref must lead to a place in the schema itself`
    return findProblem(root, value, `${path}/${name}`, depth + 1)
  })
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item)
    if (found) return found
  }
  return undefined
}

function leadsSomewhere(root: object, ref: unknown): boolean {
  if (ref === '#') return true
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return false
  let at: unknown = root
  for (const step of ref.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return false
    at = (at as Record<string, unknown>)[name]
  }
  return isPlain(at) || typeof at === 'boolean'
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
