import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SottoError } from '../../core/errors.ts'
import type { Principal } from '../../core/ports/access.ts'
import { LOGIN_SECONDS, type Logins } from './logins.ts'
import { roleOf } from './role.ts'

export const LOGIN_COOKIE = 'sotto_login'
const BODY_BYTES_MAX = 4 * 1024

/**
 * `POST /session` with an API key begins a login, `GET` says whose it is, `DELETE` ends it. What browsers do: programs send
 * their key with each call. Errors have the form of those of calls.
 */
export function addLoginRoutes(app: FastifyInstance, logins: Logins, isTls: boolean): void {
  app.register(async (scope) => {
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)))
      } catch (error) {
        done(new SottoError('MALFORMED_REQUEST', { detail: 'its body is not JSON', cause: error }))
      }
    })
    scope.post('/session', { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
      if (request.headers.origin !== undefined) refuseForeign(request)
      const { secret, principal, endsAt } = await logins.open(keyOf(request.body), request.ip)
      setLogin(reply, secret, isTls)
      return reply.send(view(principal, endsAt))
    })
    scope.get('/session', async (request, reply) => {
      const { principal, endsAt } = await logins.check(request.cookies[LOGIN_COOKIE] ?? '')
      return reply.send(view(principal, endsAt))
    })
    scope.delete('/session', async (request, reply) => {
      refuseForeign(request)
      await endLogin(logins, request)
      return reply.clearCookie(LOGIN_COOKIE, { path: '/' }).code(204).send()
    })
  })
}

/**
 * Secure over TLS, ours or that of a proxy: with trustedProxyHops above 0, `protocol` is what the nearest one said in
 * X-Forwarded-Proto; else the header says nothing.
 */
export function setLogin(reply: FastifyReply, secret: string, isTls: boolean): void {
  const secure = isTls || reply.request.protocol.toLowerCase() === 'https'
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: LOGIN_SECONDS } as const
  reply.setCookie(LOGIN_COOKIE, secret, cookie)
}

/** One that has ended already is no problem. */
export async function endLogin(logins: Logins, { cookies }: FastifyRequest): Promise<void> {
  const secret = cookies[LOGIN_COOKIE]
  if (secret === undefined) return
  const login = await logins.check(secret).catch((error: unknown) => {
    if (error instanceof SottoError && error.status === 'unauthenticated') return undefined
    throw error
  })
  if (login) await logins.end(secret, login.principal)
}

/**
 * A page of another origin must not use a login: besides SameSite=Strict, what the browser says of the page must be ours.
 * A forwarded host counts too: no page can send that header to another origin without asking first, and nobody answers.
 * @throws SottoError FOREIGN_ORIGIN
 */
export function refuseForeign({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  const isOurs =
    headers.origin !== undefined && [headers.host, headers['x-forwarded-host']].includes(hostOf(headers.origin))
  if (!isOurs || (site !== undefined && site !== 'same-origin')) throw new SottoError('FOREIGN_ORIGIN')
}

function hostOf(origin: string): string {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1] ?? 'none'
}

function keyOf(body: unknown): string {
  const key = (body as { key?: unknown } | null)?.key
  if (typeof key !== 'string') throw new SottoError('INVALID_FIELD', { field: 'key', detail: 'key must be an API key' })
  return key.trim()
}

const view = (principal: Principal, endsAt: number) => ({
  ...principal,
  role: roleOf(principal),
  expiresAt: String(endsAt),
})
