/**
 * Bytes as a text with one character each: many short pieces are put together faster so than as Buffers, and become one at the end.
 */
export type Bytes = string

export const utf8 = (text: string): Bytes => (ASCII.test(text) ? text : Buffer.from(text).toString('latin1'))

/** @param value below 256 */
export const u8 = (value: number): Bytes => String.fromCharCode(value)
export const u16 = (value: number): Bytes => String.fromCharCode(value >>> 8, value & 255)
export const u32 = (value: number): Bytes =>
  value < 256 ? `\0\0\0${u8(value)}` : u16(value >>> 16) + u16(value & 0xffff)

const scratch = Buffer.alloc(8)
export function double(value: number): Bytes {
  scratch.writeDoubleBE(value)
  return scratch.toString('latin1')
}

/** After its own length, as one byte. */
export const short = (bytes: Bytes): Bytes => u8(bytes.length) + bytes

export const toBuffer = (bytes: Bytes): Buffer => Buffer.from(bytes, 'latin1')

/** What is one byte in UTF-8. */
const ASCII = /^[\0-\x7f]*$/
