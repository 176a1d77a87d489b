import type { Chance } from '../../core/ports/clock.ts'

/** [A4] Single-use: 256 random bits, of which the store keeps the SHA-256. */
const TOKEN = /^se_[A-Za-z0-9_-]{43}$/
const TOKEN_BYTES = 32

export const newEnrolmentToken = (chance: Chance): string =>
  `se_${Buffer.from(chance.bytes(TOKEN_BYTES)).toString('base64url')}`

export const isEnrolmentToken = (token: string): boolean => TOKEN.test(token)
