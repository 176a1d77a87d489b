import type { Sotto } from '@sotto/sdk'
import { toFailure } from '../failure.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const HTTP_TIMEOUT_MS = 5_000
const SKEW_WARN_MS = 5_000
const APPLICATION_SCOPES = ['commands:read', 'commands:write', 'hooks:read']
const DETAIL_CHARS_MAX = 300

export type GrpcAnswer = { findings: Finding[]; answered: boolean }

/** gRPC, the key and its scopes. */
export async function checkGrpc(sotto: Sotto, address: string, keyFrom: string): Promise<GrpcAnswer> {
  try {
    const { tenant, application, keyId, scopes, version, durability } = await sotto.whoAmI()
    const missing = APPLICATION_SCOPES.filter((scope) => !scopes.includes(scope))
    return {
      answered: true,
      findings: [
        ok('gRPC', `${address}: version ${version}, durability ${durability}`),
        ok('key', `${keyId} of ${application}, tenant ${tenant} (from ${keyFrom})`),
        missing.length === 0
          ? ok('scopes', scopes.join(' '))
          : warn(
              'scopes',
              `${scopes.join(' ') || 'none'}`,
              `To send and watch it lacks ${missing.join(', ')}: "sotto keys create".`,
            ),
      ],
    }
  } catch (error) {
    const { message, reason } = toFailure(error)
    const answered = !['UNREACHABLE', 'NO_ANSWER', 'UNTRUSTED'].includes(reason)
    const check = answered ? 'key' : 'gRPC'
    const found = answered ? [ok('gRPC', `${address} answers`)] : []
    return { answered, findings: [...found, fail(check, `${address} (${reason})`, message)] }
  }
}

/** HTTP, readiness with its details [B6], and how far the clocks are apart. */
export async function checkHttp(base: string): Promise<GrpcAnswer> {
  try {
    const before = Date.now()
    const response = await fetch(new URL('/readyz', base), { signal: AbortSignal.timeout(HTTP_TIMEOUT_MS) })
    const body = (await response.text()).slice(0, DETAIL_CHARS_MAX)
    const after = Date.now()
    return {
      answered: true,
      findings: [
        ok('HTTP', `${base} answers`),
        response.ok
          ? ok('ready', body)
          : fail(
              'ready',
              `${response.status} ${body}`,
              'Not everything works: the log of gateway and worker says what fails.',
            ),
        clocks(response.headers.get('date'), (before + after) / 2),
      ],
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return {
      answered: false,
      findings: [fail('HTTP', `${base}: ${cause}`, 'Start Sotto ("sotto start"), or give its address with --http.')],
    }
  }
}

/** The header counts whole seconds. */
function clocks(date: string | null, now: number): Finding {
  const skewMs = date === null ? Number.NaN : Date.parse(date) + 500 - now
  if (Number.isNaN(skewMs)) return warn('clocks', 'the server does not say its time', 'Compare them by hand.')
  const seconds = `${Math.abs(skewMs / 1_000).toFixed(1)} s`
  if (Math.abs(skewMs) < SKEW_WARN_MS) return ok('clocks', `${seconds} apart`)
  return warn(
    'clocks',
    `the server is ${seconds} ${skewMs > 0 ? 'ahead' : 'behind'}`,
    'Set both by NTP: times in output mislead.',
  )
}
