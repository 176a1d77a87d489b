import { createPublicKey, verify } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { ACTION_NAME, DEVICE_ID, TENANT_ID } from '../../core/ids.ts'
import { ACTIONS_PER_AGENT_MAX, WORD_BYTES_MAX } from '../../core/limits.ts'
import type { Chance } from '../../core/ports/clock.ts'
import { utf8Bytes } from '../../core/text.ts'

/** [S2] The first word of a device, read from either wire. */
export type Hello = {
  tenant: string
  deviceId: string
  epoch: number
  signature: Uint8Array
  sessionId: string
  agent: string
  actions: string[]
}

/** Ed25519, 32 bytes in base64url: as in a JWK. */
export type PublicKey = string

export const NONCE_BYTES = 32
const SESSION_BYTES = 16
const KEYS_CACHED = 20_000

/** 128 random bits, base64url. */
export const freshSession = (chance: Chance): string => Buffer.from(chance.bytes(SESSION_BYTES)).toString('base64url')

/** Reads a hello; a text is what is wrong with it. On Socket.IO `signature` is base64, on gRPC bytes. */
export function readHello(value: unknown): Hello | string {
  if (typeof value !== 'object' || value === null) return 'hello: not a message'
  const {
    tenant,
    deviceId,
    epoch,
    signature,
    sessionId = '',
    agent = '',
    actions = [],
    ...unknown
  } = value as Record<string, unknown>
  const extra = Object.keys(unknown)[0]
  if (extra !== undefined) return `hello.${extra}`
  if (typeof tenant !== 'string' || !TENANT_ID.test(tenant)) return 'hello.tenant'
  if (typeof deviceId !== 'string' || !DEVICE_ID.test(deviceId)) return 'hello.deviceId'
  if (typeof epoch !== 'number' || !Number.isInteger(epoch) || epoch < 1) return 'hello.epoch'
  if (typeof sessionId !== 'string' || sessionId.length > WORD_BYTES_MAX) return 'hello.sessionId'
  if (typeof agent !== 'string' || utf8Bytes(agent) > WORD_BYTES_MAX) return 'hello.agent'
  if (!Array.isArray(actions) || actions.length > ACTIONS_PER_AGENT_MAX) return 'hello.actions'
  if (!actions.every((name) => typeof name === 'string' && ACTION_NAME.test(name))) return 'hello.actions'
  const bytes = typeof signature === 'string' ? Buffer.from(signature, 'base64') : signature
  if (!(bytes instanceof Uint8Array) || bytes.length !== 64) return 'hello.signature'
  return { tenant, deviceId, epoch, signature: bytes, sessionId, agent, actions: actions as string[] }
}

/**
 * [S1] Whether the hello was signed, for this channel's nonce, by the holder of the device's private key. On a thread of its own:
 * it is the most that opening a channel takes, and a node that many come back to has one thread for all else.
 */
export function isSignedBy(publicKey: PublicKey, hello: Hello, nonce: Uint8Array): Promise<boolean> {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  const text = `sotto-hello-v1\n${hello.tenant}\n${hello.deviceId}\n${hello.epoch}\n`
  return new Promise((resolve, reject) => {
    verify(null, Buffer.concat([Buffer.from(text), nonce]), key, hello.signature, (error, isSigned) => {
      if (error) reject(error)
      else resolve(isSigned)
    })
  })
}

/** As JWK: OpenSSL takes a tenth of a millisecond to find out what is in a DER. @param raw 32 bytes of Ed25519 */
export const readPublicKey = (raw: Uint8Array): PublicKey => Buffer.from(raw).toString('base64url')

/**
 * Keys of devices that were here. That of a device and epoch never changes [S5], and whether the epoch is the device's own is
 * asked when the channel is bound: so who comes back is not looked up again. As texts: OpenSSL's own form of a key takes 0.8 KB,
 * and 7 µs to make.
 */
export function createKnownKeys() {
  const keys = new LRUCache<string, PublicKey>({ max: KEYS_CACHED })
  const nameOf = ({ tenant, deviceId, epoch }: Hello): string => `${tenant} ${deviceId} ${epoch}`
  return {
    get: (hello: Hello): PublicKey | undefined => keys.get(nameOf(hello)),
    keep: (hello: Hello, key: PublicKey): void => void keys.set(nameOf(hello), key),
  }
}

export type KnownKeys = ReturnType<typeof createKnownKeys>
