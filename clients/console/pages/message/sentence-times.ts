const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g

/** A sentence in pieces: texts, and the times in it (Unix ms) with where they stand. */
export function splitTimes(text: string): (string | { at: number; from: number })[] {
  const parts: (string | { at: number; from: number })[] = []
  let end = 0
  for (const found of text.matchAll(ISO_TIME)) {
    parts.push(text.slice(end, found.index), { at: Date.parse(found[0]), from: found.index })
    end = found.index + found[0].length
  }
  parts.push(text.slice(end))
  return parts
}
