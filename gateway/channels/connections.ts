import type { CloseReason } from '../../core/close-reasons.ts'

type Closable = { close(reason: CloseReason): void }

/** Every connection of this node, in whatever state: counted, and sent away together when the node stops. */
export function createConnections() {
  const all = new Set<Closable>()
  const opening = new Set<Promise<void>>()
  let left: CloseReason | undefined
  return {
    /** Those that have not said hello, and those that are open or being opened. */
    greeting: 0,
    known: 0,

    /** A connection that comes after `leave` is sent away at once. */
    add(connection: Closable): void {
      all.add(connection)
      if (left) connection.close(left)
    },

    remove(connection: Closable): void {
      all.delete(connection)
    },

    /** What is being bound in the store is not left half bound by `leave`. */
    async bound(open: Promise<void>): Promise<void> {
      opening.add(open)
      try {
        await open
      } finally {
        opening.delete(open)
      }
    },

    async leave(reason: CloseReason): Promise<void> {
      left = reason
      for (const connection of [...all]) connection.close(reason)
      await Promise.allSettled(opening)
    },
  }
}

export type Connections = ReturnType<typeof createConnections>
