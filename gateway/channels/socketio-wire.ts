import type { Socket } from 'socket.io'
import { CLOSE_REASONS, type CloseReason } from '../../core/close-reasons.ts'
import type { EncodedItem } from '../../core/ports/frames.ts'
import { type RawSocket, writeFrames } from './raw-socket.ts'
import { textFrame } from './text-frame.ts'
import type { Turn } from './turn.ts'
import { type Accepted, bodyOf, type Wire } from './wire.ts'

/** How long the last word may take to leave before the connection is cut. */
export const LAST_WORD_MS = 5_000

/** Frames of a channel, written past the layers of Socket.IO; all of a turn of the loop are one write. */
export class SocketIoWire implements Wire {
  private readonly socket: Socket
  private readonly raw: RawSocket
  private readonly turn: Turn
  /** ws knows what waits in it, but not what waits before it: so what was not handed to the kernel yet is counted here. */
  private buffered = 0
  private frames: Buffer[] | undefined
  private onSent: (() => void) | undefined

  constructor(socket: Socket, raw: RawSocket, turn: Turn) {
    this.socket = socket
    this.raw = raw
    this.turn = turn
  }

  get name(): 'socketio' {
    return 'socketio'
  }

  challenge(nonce: Uint8Array): void {
    this.emit('challenge', { nonce: Buffer.from(nonce).toString('base64') })
  }

  welcome({ serverTime, ...rest }: Parameters<Wire['welcome']>[0]): void {
    this.emit('welcome', { ...rest, serverTime: String(serverTime) })
  }

  /** Without Socket.IO's encoder: the items are JSON already. */
  items(kind: 'deliver' | 'cancel', items: EncodedItem[]): void {
    this.write([kind === 'deliver' ? DELIVER : CANCEL, ...bodyOf(items), ']]'])
  }

  accepted(accepted: Accepted): void {
    this.write([ACCEPTED, acceptedText(accepted), '}]]'])
  }

  close(reason: CloseReason, retryAfterMs: number): void {
    const { code, reconnect } = CLOSE_REASONS[reason]
    const end = (): void => void this.socket.disconnect(true)
    this.emit('close', { code, reason, reconnect, retryAfterMs })
    this.onSent = end
    // Now: Socket.IO itself may cut the connection after this turn.
    this.flush()
    setTimeout(() => {
      end()
      // A peer that does not read holds the connection open, and what waits for it.
      this.raw.terminate()
    }, LAST_WORD_MS).unref()
  }

  pause(): void {
    this.raw.pause()
  }

  resume(): void {
    this.raw.resume()
  }

  bufferedBytes(): number {
    return this.buffered
  }

  /** At the end of the turn. */
  flush(): void {
    const { frames, onSent } = this
    if (!frames) return
    const bytes = frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames)
    this.frames = undefined
    this.onSent = undefined
    writeFrames(this.raw, bytes, () => {
      this.buffered -= bytes.length
      onSent?.()
    })
  }

  private emit(event: string, item: object): void {
    this.write([EVENT, JSON.stringify([event, [item]])])
  }

  private write(parts: readonly (string | Uint8Array)[]): void {
    const frame = textFrame(parts)
    this.buffered += frame.length
    if (this.frames) this.frames.push(frame)
    else {
      this.frames = [frame]
      this.turn.flushAtEnd(this)
    }
  }
}

/** The marks of an Engine.IO message and, in it, a Socket.IO event. */
const EVENT = '42'
const DELIVER = `${EVENT}["deliver",[`
const CANCEL = `${EVENT}["cancel",[`
const ACCEPTED = `${EVENT}["accepted",[{`

/** The inside of the object. Identifiers of messages need no escaping. */
function acceptedText({ refused, ...lists }: Accepted): string {
  const fields: string[] = []
  for (const name of LISTS) if (lists[name].length > 0) fields.push(`"${name}":["${lists[name].join('","')}"]`)
  if (refused.length > 0) fields.push(`"refused":${JSON.stringify(refused)}`)
  return fields.join(',')
}

const LISTS = ['receipts', 'progress', 'results', 'defers', 'cancels'] as const
