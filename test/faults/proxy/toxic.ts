/**
 * What can be wrong with a way, in toxiproxy's words (its `loss` is ours: TCP loses nothing, it comes late). `up` is from
 * who connects to who listens.
 */
export type Toxic =
  /** Everything comes later, by `ms` and up to `jitterMs` more; never in another order. */
  | { is: 'latency'; ms: number; jitterMs: number }
  | { is: 'bandwidth'; bytesPerSecond: number }
  /** A close is passed on so much later. */
  | { is: 'slow_close'; ms: number }
  /** Nothing passes; after `ms` the connection is closed. 0: never, and what waited passes when the toxic is taken away. */
  | { is: 'timeout'; ms: number }
  /** After `ms` both ends get an RST. */
  | { is: 'reset_peer'; ms: number }
  /** In pieces of `bytes`, give or take `variation`, with `gapMs` between them. */
  | { is: 'slicer'; bytes: number; variation: number; gapMs: number }
  /** After so many bytes the connection is closed, in the middle of whatever it was. */
  | { is: 'limit_data'; bytes: number }
  /** This part of all pieces is lost and sent again after `againMs`, twice that when it is lost again; all behind it waits. */
  | { is: 'loss'; part: number; againMs: number }

export type Direction = 'up' | 'down'
/** A toxic in its place. Without a direction: both. */
export type Placed = { toxic: Toxic; direction?: Direction }

/** When a lost segment is lost again and again: TCP's own limit is higher, but no fault lasts as long. */
const AGAIN_MAX = 6

/** How much later a piece comes that is taken in now, beside what the bandwidth makes of it. */
export function delayOf(toxics: readonly Toxic[], unit: () => number): number {
  let ms = 0
  for (const toxic of toxics) {
    if (toxic.is === 'latency') ms += toxic.ms + unit() * toxic.jitterMs
    if (toxic.is === 'loss')
      for (let again = 0; again < AGAIN_MAX && unit() < toxic.part; again++) ms += toxic.againMs * 2 ** again
  }
  return ms
}

/** A chunk in the pieces that it goes in; all of it in one, if nothing slices it. */
export function sliced(
  chunk: Buffer,
  toxics: readonly Toxic[],
  unit: () => number,
): { piece: Buffer; gapMs: number }[] {
  const slicer = toxics.find((toxic) => toxic.is === 'slicer')
  if (!slicer) return [{ piece: chunk, gapMs: 0 }]
  const pieces: { piece: Buffer; gapMs: number }[] = []
  for (let at = 0; at < chunk.length; ) {
    const bytes = Math.max(1, Math.round(slicer.bytes + (unit() * 2 - 1) * slicer.variation))
    pieces.push({ piece: chunk.subarray(at, at + bytes), gapMs: slicer.gapMs })
    at += bytes
  }
  return pieces
}
