import type { Place } from './messages.ts'

/** The queue between who stores and who sends. A job refers to a partition's waiting messages by the number of its kick, never to one message. */
export type Work = {
  /** Adding the same kick twice is adding it once. Never rejects: a lost kick is found by the sweep. */
  kick(place: Place, kick: number): void
}
