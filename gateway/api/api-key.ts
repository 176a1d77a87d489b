import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Chance } from '../../core/ports/clock.ts'

/**
 * [A4] `sk_<key id>_<32 random bytes, base64url><checksum>`. The prefix and the checksum are for programs that look for
 * leaked secrets; a mistyped key needs no look into the store. Only the SHA-256 of the secret is kept.
 */
const TOKEN = /^sk_([a-z0-9]{4,32})_([A-Za-z0-9_-]{43})([0-9a-z]{6})$/
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SECRET_BYTES = 32
const KEY_ID_CHARS = 16

export type ApiKey = { keyId: string; secretSha256: string; token: string }

export function newApiKey(chance: Chance, keyId: string = randomWord(chance)): ApiKey {
  const secret = Buffer.from(chance.bytes(SECRET_BYTES)).toString('base64url')
  const body = `sk_${keyId}_${secret}`
  return { keyId, secretSha256: sha256Hex(secret), token: body + checksum(body) }
}

/** Undefined: not a key, or mistyped. */
export function parseApiKey(token: string): ApiKey | undefined {
  const [, keyId, secret, sum] = TOKEN.exec(token) ?? []
  if (keyId === undefined || secret === undefined || sum !== checksum(token.slice(0, -6))) return undefined
  return { keyId, secretSha256: sha256Hex(secret), token }
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The low 30 bits of the CRC-32, six characters of five bits. */
function checksum(body: string): string {
  let rest = crc32(body)
  let word = ''
  for (let i = 0; i < 6; i++) {
    word = ALPHABET[rest & 31] + word
    rest >>>= 5
  }
  return word
}

function randomWord(chance: Chance): string {
  return [...chance.bytes(KEY_ID_CHARS)].map((byte) => ALPHABET[byte & 31]).join('')
}
