import type { Accepted__Output } from '../../proto/gen/sotto/v1/Accepted.ts'
import type { CancelAnswer } from '../../proto/gen/sotto/v1/CancelAnswer.ts'
import type { Close__Output } from '../../proto/gen/sotto/v1/Close.ts'
import type { Defer } from '../../proto/gen/sotto/v1/Defer.ts'
import type { Deliver__Output } from '../../proto/gen/sotto/v1/Deliver.ts'
import type { Hello } from '../../proto/gen/sotto/v1/Hello.ts'
import type { Progress } from '../../proto/gen/sotto/v1/Progress.ts'
import type { Receipt } from '../../proto/gen/sotto/v1/Receipt.ts'
import type { Result } from '../../proto/gen/sotto/v1/Result.ts'
import type { Welcome__Output } from '../../proto/gen/sotto/v1/Welcome.ts'

/** One sending of one message, as it came. */
export type Deliver = Deliver__Output
export type Accepted = Accepted__Output
export type Close = Close__Output
export type Welcome = Welcome__Output
export type { CancelAnswer, Defer, Hello, Progress, Receipt, Result }

/** What the device says in one frame. Socket.IO makes one event of each list. */
export type Said = {
  hello?: Hello
  receipt?: Receipt[]
  progress?: Progress[]
  result?: Result[]
  defer?: Defer[]
  cancel?: CancelAnswer[]
}

/** What the server said in one frame. */
export type Heard =
  | { challenge: { nonce: Uint8Array } }
  | { welcome: Welcome }
  | { deliver: Deliver[] }
  | { cancel: string[] }
  | { accepted: Accepted }
  | { close: Close }

/** One connection, from its opening to its end; coming back is a new one. */
export type Transport = {
  /** Goes out in the order of the calls, or is lost with the connection: nothing is kept for a later one [D5]. */
  send(frame: Said): void
  /** False while what was sent before still waits; `drained` says when it no longer does. */
  isReady(): boolean
  /** What was sent still goes out, within half a second. */
  close(): void
}

/** Called in the order of the wire. After `down` nothing more is called. */
export type TransportEvents = {
  heard(frame: Heard): void
  drained(): void
  down(cause: string): void
}

/** Never throws: what is wrong comes as `down`, in a later turn. */
export type OpenTransport = (events: TransportEvents) => Transport

/** For a server with a certificate of its own authority (PEM), or that asks for one of the device. */
export type TransportTls = { ca?: string; cert?: string; key?: string }
