import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from '../core/config.ts'

/** What may come near the log and must not be in it, at whatever place the objects we log have it. */
const SECRETS = ['authorization', 'cookie', 'token', 'secret', 'secretSha256', 'tokenSha256', 'password', 'privateKey']
const CONTENTS = ['content', 'params', 'output']
const REDACT_PATHS = [...SECRETS, ...CONTENTS].flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`])

/**
 * JSON on standard error. Bind identifiers, so that one search finds all about a thing:
 * `log.child({ messageId, sessionId })`.
 */
export function createLog(
  config: Pick<Config, 'logLevel'>,
  base: Record<string, unknown> = {},
  stream: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level: config.logLevel,
      base,
      redact: { paths: REDACT_PATHS, censor: '[redacted]' },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    },
    stream,
  )
}
