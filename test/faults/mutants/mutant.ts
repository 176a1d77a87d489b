import type { World } from '../../../core/ports/world.ts'
import type { LibrarySource } from '../../../store/redis/library.ts'
import type { Seat } from '../actors/seat.ts'

/**
 * A promise broken on purpose, to see that a checker notices: another implementation of a port, another text of the function
 * library, or a device or application that does not do its part. The product itself knows nothing of it.
 */
export type Mutant = {
  readonly name: string
  /** What is wrong, in a sentence. */
  readonly what: string
  /** The checker that must catch it; others may, too. */
  readonly caughtBy: string
  /** Faults that bring it to light, by name; none: the load alone does. */
  readonly faults: readonly string[]
  library?(): LibrarySource
  ports?<Ports extends World>(world: Ports, seat: Seat): Ports
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
