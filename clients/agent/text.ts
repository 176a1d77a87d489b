import { NOTE_BYTES_MAX } from './limits.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const utf8 = (text: string): Uint8Array => encoder.encode(text)
export const utf8Length = (text: string): number => encoder.encode(text).length

/** The longest beginning that fits, whole characters only. */
export function cut(text: string, bytesMax: number = NOTE_BYTES_MAX): string {
  if (text.length * 3 <= bytesMax) return text
  const bytes = utf8(text)
  if (bytes.length <= bytesMax) return text
  let end = bytesMax
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return decoder.decode(bytes.subarray(0, end))
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
