import type { Cast, Part } from '../cast.ts'
import { type HistoryWriter, openHistory } from '../history.ts'
import { createRandom, type Random } from '../random.ts'
import type { Word } from '../world.ts'

/** What an actor's process is given by the orchestrator, as JSON in its first argument. */
export type Seat = {
  part: Part
  cast: Cast
  /** Of the run. */
  folder: string
  seed: string
  /** '' in a run that should find nothing. */
  mutant: string
  /** Ports of this machine, each behind a link: of the gateways, in their order. */
  doors: { devicesHttp: number[]; devicesGrpc: number[]; applications: number[]; subscribers: number[] }
  /** An API key that may do everything in its tenant. */
  key: string
  /** Messages a second that all applications submit together. */
  rate: number
  /** How often this actor was started before. */
  life: number
}

export type Seated = {
  seat: Seat
  history: HistoryWriter
  random: Random
  /** Hears what the orchestrator says from now on. */
  onWord(listener: (word: Word) => void): void
  /** Tells the orchestrator how far it is; only the newest counts. */
  report(how: object): void
  ready(facts?: object): void
}

/** Takes the place at the beginning of an actor's program. The process ends when the orchestrator is gone. */
export function takeSeat(): Seated {
  const seat = JSON.parse(process.argv[2] ?? '') as Seat
  const { name } = seat.part
  process.once('disconnect', () => process.exit(0))
  return {
    seat,
    history: openHistory(seat.folder, name),
    random: createRandom(`${seat.seed}/${name}/${seat.life}`),
    onWord: (listener) => void process.on('message', listener),
    report: (how) => void process.send?.(how),
    ready: (facts = {}) => process.stdout.write(`${JSON.stringify({ ready: seat.part.kind, ...facts })}\n`),
  }
}
