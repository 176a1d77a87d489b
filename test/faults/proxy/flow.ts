import type { Socket } from 'node:net'
import { delayOf, sliced, type Toxic } from './toxic.ts'

/** Of one direction of one connection; more is not read, and who sends has to wait. */
const HELD_BYTES_MAX = 256 * 1024

type Held = { at: number; piece: Buffer | undefined }

/** One direction of one connection: what comes in on one socket goes out on the other, as the toxics let it. */
export class Flow {
  readonly #from: Socket
  readonly #to: Socket
  readonly #toxics: () => readonly Toxic[]
  readonly #unit: () => number
  readonly #onLimit: () => void
  #held: Held[] = []
  #heldBytes = 0
  /** When the last of those leaves: nothing overtakes. */
  #lastAt = 0
  #passedBytes = 0
  #timer: NodeJS.Timeout | undefined
  #isFrozen = false
  #isFull = false

  /** @param onLimit as many bytes have passed as may */
  constructor(
    from: Socket,
    to: Socket,
    given: { toxics: () => readonly Toxic[]; unit: () => number; onLimit: () => void },
  ) {
    this.#from = from
    this.#to = to
    this.#toxics = given.toxics
    this.#unit = given.unit
    this.#onLimit = given.onLimit
    from.on('data', (chunk: Buffer) => this.#take(chunk))
    from.on('end', () => this.#hold({ at: performance.now() + this.#closeDelay(), piece: undefined }))
    to.on('drain', () => {
      this.#isFull = false
      this.#pass()
    })
  }

  /** Nothing is read and nothing passes until `thaw`. */
  freeze(): void {
    this.#isFrozen = true
    clearTimeout(this.#timer)
    this.#from.pause()
  }

  thaw(): void {
    this.#isFrozen = false
    this.hurry()
  }

  /** The toxics are others now: what was held back by the old ones goes at once. */
  hurry(): void {
    for (const held of this.#held) held.at = 0
    this.#lastAt = 0
    this.#pass()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#held = []
  }

  #take(chunk: Buffer): void {
    const toxics = this.#toxics()
    const bandwidth = toxics.find((toxic) => toxic.is === 'bandwidth')
    for (const { piece, gapMs } of sliced(chunk, toxics, this.#unit)) {
      const sendMs = bandwidth ? (piece.length / bandwidth.bytesPerSecond) * 1_000 : 0
      const at = Math.max(performance.now() + delayOf(toxics, this.#unit), this.#lastAt + gapMs) + sendMs
      this.#hold({ at, piece })
    }
  }

  #hold(held: Held): void {
    held.at = Math.max(held.at, this.#lastAt)
    this.#lastAt = held.at
    this.#held.push(held)
    this.#heldBytes += held.piece?.length ?? 0
    if (this.#heldBytes >= HELD_BYTES_MAX) this.#from.pause()
    this.#pass()
  }

  #pass(): void {
    if (this.#isFrozen) return
    clearTimeout(this.#timer)
    while (this.#held.length > 0 && !this.#isFull) {
      const [next] = this.#held as [Held]
      const waitMs = next.at - performance.now()
      if (waitMs > 0.5) {
        this.#timer = setTimeout(() => this.#pass(), waitMs)
        return
      }
      this.#held.shift()
      this.#let(next.piece)
    }
    if (this.#heldBytes < HELD_BYTES_MAX && !this.#isFull) this.#from.resume()
  }

  #let(piece: Buffer | undefined): void {
    if (!piece) return void this.#to.end()
    this.#heldBytes -= piece.length
    const limit = this.#toxics().find((toxic) => toxic.is === 'limit_data')
    const left = limit ? limit.bytes - this.#passedBytes : piece.length
    this.#passedBytes += piece.length
    if (left > 0 && !this.#to.write(piece.subarray(0, left))) this.#isFull = true
    if (left < piece.length) this.#onLimit()
  }

  #closeDelay(): number {
    return this.#toxics().reduce((ms, toxic) => ms + (toxic.is === 'slow_close' ? toxic.ms : 0), 0)
  }
}
