import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { EnrollResponse } from '../../proto/gen/sotto/v1/EnrollResponse.ts'
import type { Credential } from './hello.ts'
import { postJson } from './post-json.ts'
import type { TransportTls } from './transport.ts'

/** Who a device is. The private key (PKCS#8 DER, base64) never leaves it. */
export type Identity = { tenant: string; deviceId: string; epoch: number; privateKey: string }

export type EnrollOptions = {
  /** http(s)://host:port of the gateway's API. */
  server: string
  /** Single-use. */
  token: string
  /** Where the identity is kept, mode 0600. */
  file: string
  /** Needed when the token names none. */
  deviceId?: string
  labels?: Record<string, string>
  tls?: TransportTls
}

/**
 * Makes this a device. The key is made and stored before the token is spent: if the answer is lost, calling it again
 * with the same token gives the same identity. Enrolling a device that has an identity starts a new epoch [S5]; the old
 * identity stays in the file until the new one is there.
 */
export async function enroll({
  server,
  token,
  file,
  deviceId = '',
  labels = {},
  tls = {},
}: EnrollOptions): Promise<Identity> {
  const keyFile = `${file}.key`
  const privateKey = (await readJson<{ privateKey: string }>(keyFile))?.privateKey ?? (await makeKey(keyFile))
  const body = { token, publicKey: rawPublicKey(privateKey), deviceId, labels }
  const answer = (await postJson(new URL('/sotto.v1.DeviceService/Enroll', server), body, tls)) as EnrollResponse
  // Proto3 JSON leaves out what is 0 or empty; none of these can be.
  if (!answer.tenant || !answer.deviceId || !answer.epoch) throw new Error('The server gave an incomplete identity.')
  const identity = { tenant: answer.tenant, deviceId: answer.deviceId, epoch: answer.epoch, privateKey }
  await writeJson(file, identity)
  await rm(keyFile, { force: true })
  return identity
}

/** Undefined: the device is not enrolled. */
export async function loadIdentity(file: string): Promise<Identity | undefined> {
  const found = await readJson<Partial<Identity>>(file)
  if (found === undefined) return undefined
  const { tenant, deviceId, epoch, privateKey } = found
  if (!tenant || !deviceId || !epoch || !privateKey)
    throw new Error(`The identity in ${file} is not whole. Remove the file and enrol the device again.`)
  return { tenant, deviceId, epoch, privateKey }
}

export function credentialOf({ privateKey, ...who }: Identity): Credential {
  const key = keyOf(privateKey)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error("The identity's private key is not an Ed25519 key.")
  return { ...who, sign: (bytes) => sign(null, bytes, key) }
}

const keyOf = (privateKey: string) =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })

/** 32 bytes, base64. */
export function rawPublicKey(privateKey: string): string {
  const { x = '' } = createPublicKey(keyOf(privateKey)).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('base64')
}

async function makeKey(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  await writeJson(file, { privateKey: text })
  return text
}

async function readJson<T>(file: string): Promise<T | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw new Error(`The file ${file} is damaged. Remove it and enrol the device again.`, { cause })
  }
}

/** Whole and on the disk, or not there at all. */
async function writeJson(file: string, value: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(value, undefined, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
