/**
 * A text message as a WebSocket server writes it (RFC 6455, 5.2): one frame, not masked. Made here in one piece, so that
 * several of them are one write and nothing of it is encoded again on its way; engine.io takes such bytes as they are
 * (its `wsPreEncodedFrame`, made for Socket.IO's broadcasts).
 */
export function textFrame(parts: readonly (string | Uint8Array)[]): Buffer {
  let length = 0
  for (const part of parts) length += typeof part === 'string' ? Buffer.byteLength(part) : part.length
  const headBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headBytes + length)
  frame[0] = FINAL_TEXT
  if (headBytes === 2) frame[1] = length
  else if (headBytes === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  let at = headBytes
  for (const part of parts) {
    if (typeof part === 'string') at += frame.write(part, at)
    else {
      frame.set(part, at)
      at += part.length
    }
  }
  return frame
}

const FINAL_TEXT = 0x81
