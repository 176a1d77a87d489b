/** The store's time, Unix ms: one clock for all processes, so that a wrong wall clock of one harms nobody. Monotonic within a process. */
export type Clock = { now(): number }
/** Chance comes in by the door too. */
export type Chance = { bytes(count: number): Uint8Array /** in [0, 1) */; unit(): number }
/** SHA-256 of UTF-8, lower-case hex. */
export type Digest = { sha256(text: string): string }
