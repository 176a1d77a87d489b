import { createPrivateKey, sign } from 'node:crypto'
import type { Credential } from './hello.ts'

/** Who a device is. The private key (PKCS#8 DER, base64) never leaves it. */
export type Identity = { tenant: string; deviceId: string; epoch: number; privateKey: string }

export function credentialOf({ privateKey, ...who }: Identity): Credential {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error("The identity's private key is not an Ed25519 key.")
  return { ...who, sign: (bytes) => sign(null, bytes, key) }
}
