/**
 * Chance from a seed: the same seed gives the same numbers, in the order in which they are asked for. Who must not depend
 * on how often others ask takes a `fork` with a name of its own.
 */
export type Random = {
  /** In [0, 1). */
  unit(): number
  /** A whole number from min to max, both included. */
  whole(min: number, max: number): number
  /** Exponentially distributed with this mean: gaps between things that happen independently. */
  gap(mean: number): number
  chance(probability: number): boolean
  /** @throws when there is nothing to choose from */
  pick<T>(from: readonly T[]): T
  /** In a random order; the list itself stays as it is. */
  shuffled<T>(list: readonly T[]): T[]
  fork(name: string): Random
}

export function createRandom(seed: number | string): Random {
  const next = generator(hash(String(seed)))
  const random: Random = {
    unit: next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    gap: (mean) => -Math.log(1 - next()) * mean,
    chance: (probability) => next() < probability,
    pick(from) {
      if (from.length === 0) throw new Error('There is nothing to choose from.')
      return from[Math.floor(next() * from.length)]!
    },
    shuffled(list) {
      const left = [...list]
      for (let i = left.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        ;[left[i], left[j]] = [left[j]!, left[i]!]
      }
      return left
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
  return random
}

/** FNV-1a, to begin with; the generator's own mixing does the rest. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** mulberry32: 32 bits of state are enough to choose faults by. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
