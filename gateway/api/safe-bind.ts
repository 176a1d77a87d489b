import { type Config, ConfigProblem } from '../../core/config.ts'

type Bind = Pick<Config, 'httpHost' | 'grpcHost' | 'tlsCertFile' | 'tlsKeyFile' | 'insecure'>

/** [B4] Throws when secrets would cross a network in the clear; the sentence says what to do. */
export function assertSafeBind(config: Bind): void {
  const { tlsCertFile, tlsKeyFile, insecure } = config
  if ((tlsCertFile === '') !== (tlsKeyFile === ''))
    throw new ConfigProblem('Only one of the settings "tlsCertFile" and "tlsKeyFile" is given. Give both, or neither.')
  if (tlsCertFile !== '' || insecure) return
  for (const name of ['httpHost', 'grpcHost'] as const) {
    if (!isLoopback(config[name]))
      throw new ConfigProblem(
        `The setting "${name}" is ${JSON.stringify(config[name])}, which others can reach, and there is no TLS. ` +
          'Give tlsCertFile and tlsKeyFile, listen on 127.0.0.1, or set "insecure" when a proxy in front ends TLS.',
      )
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host) || /^::ffff:127\./.test(host)
