import type { CloseReason } from '../../core/close-reasons.ts'
import type { Wire as WireName } from '../../core/ports/devices.ts'
import type { EncodedItem } from '../../core/ports/frames.ts'

export type Accepted = {
  receipts: string[]
  progress: string[]
  results: string[]
  defers: string[]
  cancels: string[]
  refused: { messageId: string; frame: string; code: string; detail: string }[]
}

/** One connection of a device: how a channel writes to it. An adapter each for Socket.IO and gRPC; neither decides anything. */
export type Wire = {
  readonly name: WireName
  challenge(nonce: Uint8Array): void
  welcome(welcome: {
    sessionId: string
    resumed: boolean
    serverTime: number
    heartbeatSeconds: number
    window: number
  }): void
  /** EncodedItem for this wire already. */
  items(kind: 'deliver' | 'cancel', items: EncodedItem[]): void
  accepted(accepted: Accepted): void
  /** The last word; ends the connection when it is written. */
  close(reason: CloseReason, retryAfterMs: number): void
  /** Reads nothing from the peer until `resume`, but what was read already. */
  pause(): void
  resume(): void
  /** What waits in the process for a slow peer. */
  bufferedBytes(): number
}

/** What stands inside a frame of these items. */
export function bodyOf(items: EncodedItem[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (const { own, shared } of items) pieces.push(own, shared)
  return pieces
}
