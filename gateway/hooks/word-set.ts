/** A set of words that is asked with bytes, without making a string of them. */
export type WordSet = { has(bytes: Uint8Array, start: number, end: number): boolean }

export function createWordSet(words: readonly string[]): WordSet {
  const byHash = new Map<number, Buffer[]>()
  for (const word of words) {
    const bytes = Buffer.from(word)
    const hash = hashOf(bytes, 0, bytes.length)
    byHash.set(hash, [...(byHash.get(hash) ?? []), bytes])
  }
  return {
    has(bytes, start, end) {
      const candidates = byHash.get(hashOf(bytes, start, end))
      if (!candidates) return false
      for (const candidate of candidates) if (isEqual(candidate, bytes, start, end)) return true
      return false
    },
  }
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash
}

function isEqual(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (word[i] !== bytes[start + i]) return false
  return true
}
