import type { Socket } from 'node:net'
import { Flow } from './flow.ts'
import type { Direction, Placed, Toxic } from './toxic.ts'

/** One connection through a proxy: two sockets, and a flow each way. */
export class Connection {
  readonly #near: Socket
  readonly #far: Socket
  readonly #flows: Record<Direction, Flow>
  readonly #timers = new Set<NodeJS.Timeout>()
  /** Its two ends don't hear of each other any more. */
  #isHalfOpen = false

  constructor(
    near: Socket,
    far: Socket,
    given: { toxics: (direction: Direction) => readonly Toxic[]; unit: () => number; onEnd: () => void },
  ) {
    this.#near = near
    this.#far = far
    const flow = (direction: Direction, from: Socket, to: Socket): Flow =>
      new Flow(from, to, {
        ...{ toxics: () => given.toxics(direction), unit: given.unit },
        onLimit: () => this.end(),
      })
    this.#flows = { up: flow('up', near, far), down: flow('down', far, near) }
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.setNoDelay(true)
      one.on('error', (error: NodeJS.ErrnoException) => this.#lost(other, error.code === 'ECONNRESET'))
      one.on('close', () => {
        this.#lost(other, false)
        if (near.destroyed && far.destroyed) given.onEnd()
      })
    }
  }

  /** A toxic that does something by itself begins; the others are asked for by the flows. */
  begin({ toxic, direction }: Placed): void {
    if (toxic.is === 'timeout') {
      for (const flow of this.#of(direction)) flow.freeze()
      if (toxic.ms > 0) this.#after(toxic.ms, () => this.end())
    }
    if (toxic.is === 'reset_peer') this.#after(toxic.ms, () => this.reset())
  }

  cease({ toxic, direction }: Placed): void {
    if (this.#isHalfOpen) return
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    for (const flow of this.#of(direction)) {
      if (toxic.is === 'timeout') flow.thaw()
      else flow.hurry()
    }
  }

  /** For good: nothing passes, and neither end hears when the other ends. */
  halfOpen(): void {
    this.#isHalfOpen = true
    for (const flow of this.#of(undefined)) flow.freeze()
  }

  /** Both ends get an RST. */
  reset(): void {
    this.#stop()
    reset(this.#near)
    reset(this.#far)
  }

  end(): void {
    this.#stop()
    this.#near.destroy()
    this.#far.destroy()
  }

  #lost(other: Socket, wasReset: boolean): void {
    if (this.#isHalfOpen || other.destroyed) return
    if (wasReset) return this.reset()
    // What was on its way when the one closed may still arrive.
    if (!other.writableEnded) this.#flows[other === this.#far ? 'up' : 'down'].hurry()
    other.end()
  }

  #of(direction: Direction | undefined): Flow[] {
    return direction ? [this.#flows[direction]] : [this.#flows.up, this.#flows.down]
  }

  #after(ms: number, act: () => void): void {
    this.#timers.add(setTimeout(act, ms))
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#flows.up.close()
    this.#flows.down.close()
  }
}

/** A Unix socket has no RST: its peer sees the end. */
function reset(socket: Socket): void {
  try {
    socket.resetAndDestroy()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_INVALID_HANDLE_TYPE') throw error
    socket.destroy()
  }
}
