import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const KEY_BYTES = 32

/** A key of the device's own, made from its name: who enrols it and who simulates it need not exchange anything. */
export function privateKeyOf(device: string): KeyObject {
  const seed = createHash('sha256').update(`bench ${device}`).digest()
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

export function publicKeyOf(device: string): Buffer {
  return createPublicKey(privateKeyOf(device)).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES)
}

/** The signature of a hello, as docs/protocol.md has it. */
export function signHello(key: KeyObject, tenant: string, device: string, epoch: number, nonce: Uint8Array): Buffer {
  const head = Buffer.from(`sotto-hello-v1\n${tenant}\n${device}\n${epoch}\n`)
  return sign(null, Buffer.concat([head, nonce]), key)
}

export const deviceNames = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `d${String(from + i).padStart(6, '0')}`)
