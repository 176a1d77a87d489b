type Flushable = { flush(): void }
type Corkable = { cork(): void; uncork(): void }

/**
 * The end of this turn of the loop, for all connections together. What is written to a connection in one turn is one write: a
 * system call is most of what a small frame costs.
 */
export type Turn = {
  flushAtEnd(wire: Flushable): void
  /** All that anybody writes to this socket until the turn has ended goes together. */
  cork(socket: Corkable): void
}

export function createTurn(): Turn {
  let waiting: Flushable[] = []
  let corked: Corkable[] = []
  let isScheduled = false

  function end(): void {
    const [wires, sockets] = [waiting, corked]
    waiting = []
    corked = []
    isScheduled = false
    for (const wire of wires) wire.flush()
    for (const socket of sockets) socket.uncork()
  }
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(end)
  }

  return {
    flushAtEnd(wire) {
      waiting.push(wire)
      schedule()
    },
    cork(socket) {
      socket.cork()
      corked.push(socket)
      schedule()
    },
  }
}
