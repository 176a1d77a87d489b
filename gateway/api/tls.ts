import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { experimental, type ServerCredentials } from '@grpc/grpc-js'
import type { Config } from '../../core/config.ts'
import type { Log } from '../ops/log.ts'

export type KeyPair = { cert: Buffer; key: Buffer }

export type TlsFiles = {
  current(): KeyPair
  /** Called with each new pair; connections that stand keep the old one. Gives a function that ends it. */
  onChange(use: (pair: KeyPair) => void): () => void
  close(): void
}

const LOOK_AT_FILES_MS = 5_000

/** The certificate of HTTP and gRPC, read again when its file changes. Undefined: no TLS. @param lookMs for tests */
export function watchTlsFiles(
  { tlsCertFile, tlsKeyFile }: Pick<Config, 'tlsCertFile' | 'tlsKeyFile'>,
  log: Log,
  lookMs = LOOK_AT_FILES_MS,
): TlsFiles | undefined {
  if (tlsCertFile === '') return undefined
  let pair = readPair(tlsCertFile, tlsKeyFile)
  const users = new Set<(pair: KeyPair) => void>()
  const reload = () => {
    try {
      pair = readPair(tlsCertFile, tlsKeyFile)
      for (const use of users) use(pair)
      log.info({ tlsCertFile }, 'the certificate was read again')
    } catch (err) {
      // Between the writing of the one file and the other they do not fit; the next change comes here again.
      log.warn({ err, tlsCertFile }, 'the new certificate can not be used; the one before stays')
    }
  }
  for (const file of [tlsCertFile, tlsKeyFile]) watchFile(file, { interval: lookMs, persistent: false }, reload)
  return {
    current: () => pair,
    onChange(use) {
      users.add(use)
      return () => users.delete(use)
    },
    close() {
      for (const file of [tlsCertFile, tlsKeyFile]) unwatchFile(file, reload)
      users.clear()
    },
  }
}

/** Throws unless the key is that of the certificate. */
function readPair(certFile: string, keyFile: string): KeyPair {
  const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
  createSecureContext(pair)
  return pair
}

/** gRPC asks a provider for its certificate, and hears of each new one. */
export function grpcCredentials(files: TlsFiles): ServerCredentials {
  type Listener = Parameters<experimental.CertificateProvider['addIdentityCertificateListener']>[0]
  const ends = new Map<Listener, () => void>()
  const provider: experimental.CertificateProvider = {
    addIdentityCertificateListener(listener) {
      const give = ({ cert, key }: KeyPair) => listener({ certificate: cert, privateKey: key })
      ends.set(listener, files.onChange(give))
      process.nextTick(() => give(files.current()))
    },
    removeIdentityCertificateListener(listener) {
      ends.get(listener)?.()
      ends.delete(listener)
    },
    addCaCertificateListener: () => undefined,
    removeCaCertificateListener: () => undefined,
  }
  // The declared names of the first two arguments are swapped: the function hands them on as (identity, ca).
  return experimental.createCertificateProviderServerCredentials(provider, null, false)
}
