/**
 * Identifiers. A command id is `c` + 9 characters of time + 12 of chance; a message id is `m` + the same 21 + 2 of
 * partition + 4 of index. So ids sort by time, a message names its command and its partition, and the messages of a
 * repeated submit are the same messages [M11]. Characters: Crockford's base 32 in lower case.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** What each ASCII character stands for; 0 for those that stand for nothing. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => Math.max(0, ALPHABET.indexOf(String.fromCharCode(code))))
const TIME_CHARS = 9
const CHANCE_CHARS = 12
const INDEX_CHARS = 4

/** Devices of one command: what 4 characters can count. */
export const COMMAND_MESSAGES_MAX = 32 ** INDEX_CHARS

const BODY = `[${ALPHABET}]{${TIME_CHARS + CHANCE_CHARS}}`
export const COMMAND_ID = new RegExp(`^c${BODY}$`)
export const MESSAGE_ID = new RegExp(`^m${BODY}[${ALPHABET}]{${2 + INDEX_CHARS}}$`)
export const DEVICE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/
export const TENANT_ID = /^[a-z0-9][a-z0-9-]{0,31}$/
export const APPLICATION_ID = /^[a-z0-9][a-z0-9._-]{0,63}$/
export const ACTION_NAME = /^[a-z][a-z0-9-]{0,63}$/

/** @param chance at least 12 random bytes */
export function commandId(now: number, chance: Uint8Array): string {
  let random = ''
  for (let i = 0; i < CHANCE_CHARS; i++) random += ALPHABET[(chance[i] ?? 0) & 31]
  return `c${base32(now, TIME_CHARS)}${random}`
}

export function messageId(command: string, partition: number, index: number): string {
  return `m${command.slice(1)}${base32(partition, 2)}${base32(index, INDEX_CHARS)}`
}

export const commandOf = (message: string): string => `c${message.slice(1, 1 + TIME_CHARS + CHANCE_CHARS)}`
export const partitionOf = (message: string): number => fromBase32(message.slice(-2 - INDEX_CHARS, -INDEX_CHARS))
/** Which of its command's messages it is, from 0. */
export const indexOf = (message: string): number => fromBase32(message.slice(-INDEX_CHARS))
/** When the command was accepted, Unix ms. Of a command or a message id. */
export const acceptedAtOf = (id: string): number => fromBase32(id.slice(1, 1 + TIME_CHARS))
/** The same of an identifier in ASCII that begins at `start`. */
export function acceptedAtIn(bytes: Uint8Array, start: number): number {
  let value = 0
  for (let at = start + 1; at <= start + TIME_CHARS; at++) value = value * 32 + (DIGITS[bytes[at] ?? 0] ?? 0)
  return value
}

/** The partition of a device: FNV-1a over its UTF-16 code units, which are ASCII here. */
export function partitionOfDevice(device: string, partitions: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < device.length; i++) hash = Math.imul(hash ^ device.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % partitions
}

function base32(value: number, chars: number): string {
  let text = ''
  let rest = value
  for (let i = 0; i < chars; i++) {
    text = ALPHABET[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

function fromBase32(text: string): number {
  let value = 0
  for (const char of text) value = value * 32 + ALPHABET.indexOf(char)
  return value
}
