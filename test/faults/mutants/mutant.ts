import { createHash } from 'node:crypto'
import type { Store } from '../../../store/open.ts'
import { composeLibrary, type LibrarySource } from '../../../store/redis/library.ts'
import type { Seat } from '../actors/seat.ts'
import type { Fault } from '../fault.ts'

/**
 * A promise broken on purpose, to see that a checker notices: another implementation of a port, another text of the function
 * library, or a device that does not do its part. The product itself knows nothing of it.
 */
export type Mutant = {
  readonly name: string
  /** What is wrong, in a sentence. */
  readonly what: string
  /** The checker that must catch it; others may, too. */
  readonly caughtBy: string
  /** What brings it to light; none: the load alone does. */
  readonly faults: readonly Fault[]
  /** Of the store; `always` unless a mutant needs less. */
  readonly durability?: 'always' | 'everysec'
  library?(): LibrarySource
  /** Ports of gateways and workers. */
  ports?(store: Store, seat: Seat): Store
  device?: DeviceMutation
}

/** How a simulated device breaks its part. */
export type DeviceMutation = {
  /** Nothing is on the disk. */
  journal?: 'memory'
  /** What a message is known by in the journal. */
  identity?: (messageId: string, attempt: number) => string
  /** Expiry is not looked at when the turn to run has come. */
  ignoresExpiry?: boolean
}

/**
 * The product's function library with another text, under another name, so that it stands beside the real one.
 * @param change throws, or leaves the text as it is, when what it wants to change is not there: then it is no mutant
 * @param more Lua put behind the product's
 */
export function mutatedLibrary(change: (source: string) => string, more = ''): LibrarySource {
  const { name, source } = composeLibrary(more)
  const changed = change(source)
  if (changed === source && more === '') throw new Error('The mutant changed nothing: the library is not as it was.')
  const mutated = `${name}_${createHash('sha256').update(changed).digest('hex').slice(0, 8)}`
  return { name: mutated, source: changed.replaceAll(name, mutated) }
}

/** @throws when it is not there */
export function replaced(source: string, wanted: string, by: string): string {
  if (!source.includes(wanted)) throw new Error(`The library has no "${wanted}" to be mutated.`)
  return source.replaceAll(wanted, by)
}

/** The lines that have this are taken out. @throws when there is none */
export function withoutLines(source: string, having: string): string {
  const lines = source.split('\n')
  const kept = lines.filter((line) => !line.includes(having))
  if (kept.length === lines.length) throw new Error(`The library has no line with "${having}" to be mutated.`)
  return kept.join('\n')
}
