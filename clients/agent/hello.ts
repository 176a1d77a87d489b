import { utf8 } from './text.ts'

/** Who the device is; the private key signs and never leaves it. */
export type Credential = {
  tenant: string
  deviceId: string
  epoch: number
  /** Ed25519. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** What a hello signs [S1]. */
export function helloBytes({ tenant, deviceId, epoch }: Omit<Credential, 'sign'>, nonce: Uint8Array): Uint8Array {
  const head = utf8(`sotto-hello-v1\n${tenant}\n${deviceId}\n${epoch}\n`)
  const bytes = new Uint8Array(head.length + nonce.length)
  bytes.set(head)
  bytes.set(nonce, head.length)
  return bytes
}
