import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import cookies from '@fastify/cookie'
import type { Queue } from 'bullmq'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { SottoError } from '../../core/errors.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Guard } from '../api/caller.ts'
import { HTTP_STATUS } from '../api/failure.ts'
import { loginPage } from './queue-login-page.ts'
import { createQueueSessions, SESSION_SECONDS } from './queue-session.ts'

const PATH = '/queues'
const COOKIE = 'sotto_queues'
const LOGIN_BYTES_MAX = 4 * 1024
const LOGINS_PER_MINUTE_MAX = 20

/**
 * bull-board at /queues: read-only, without retries, without the jobs' data, behind a login with an API key that has
 * queues:read. Every path under it but the login answers 401 without one.
 */
export function addQueueDashboard(
  app: FastifyInstance,
  options: { queues: Queue[]; guard: Guard; clock: Clock; secure: boolean },
): void {
  const { queues, guard, clock, secure } = options
  const sessions = createQueueSessions(guard, clock)
  const logins = new RateLimiterMemory({ points: LOGINS_PER_MINUTE_MAX, duration: 60 })
  const cookie = { path: PATH, httpOnly: true, sameSite: 'strict', secure, maxAge: SESSION_SECONDS } as const

  app.register(async (scope) => {
    await scope.register(cookies)
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    )
    scope.addHook('onRequest', async (_, reply) => void reply.headers(FRAME_HEADERS))
    scope.setErrorHandler((error, _, reply) => sendLogin(reply, error))

    scope.get(`${PATH}/login`, (_, reply) => sendLogin(reply, undefined))
    scope.post(`${PATH}/login`, { bodyLimit: LOGIN_BYTES_MAX }, async (request, reply) => {
      await spend(logins, request.ip)
      const key = request.body instanceof URLSearchParams ? request.body.get('key') : null
      const session = await sessions.open(key?.trim() ?? '')
      return reply.setCookie(COOKIE, session, cookie).redirect(`${PATH}/`, 303)
    })
    scope.post(`${PATH}/logout`, async (_, reply) =>
      reply.clearCookie(COOKIE, { path: PATH }).redirect(`${PATH}/login`, 303),
    )

    scope.register(
      async (board) => {
        // Answers by itself: an error would go to bull-board's own handler.
        board.addHook('onRequest', async (request, reply) => {
          try {
            await sessions.check(request.cookies[COOKIE])
            refuseWrites(request)
          } catch (error) {
            await sendLogin(reply, error)
          }
        })
        board.setNotFoundHandler((_, reply) => reply.code(404).type('text/plain').send('There is no such page.'))
        await board.register(boardPlugin(queues))
      },
      { prefix: PATH },
    )
  })
}

function boardPlugin(queues: Queue[]) {
  const adapter = new FastifyAdapter()
  adapter.setBasePath(PATH)
  createBullBoard({
    queues: queues.map((queue) => {
      const shown = new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })
      for (const field of ['data', 'returnValue', 'progress'] as const) shown.setFormatter(field, () => 'hidden')
      return shown
    }),
    // Two copies of @bull-board/api may be installed, whose classes differ in name only.
    serverAdapter: adapter as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'],
    options: { uiConfig: { boardTitle: 'Sotto queues', pollingInterval: { showSetting: true, forceInterval: 10 } } },
  })
  return adapter.registerPlugin()
}

const FRAME_HEADERS = { 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' }
const LOGIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"

/** The dashboard itself refuses too; this does not depend on it. */
function refuseWrites({ method }: FastifyRequest): void {
  if (method !== 'GET' && method !== 'HEAD')
    throw new SottoError('PERMISSION_DENIED', { detail: 'for changing queues; the dashboard is read-only' })
}

function sendLogin(reply: FastifyReply, error: unknown): FastifyReply {
  const refusal = error === undefined || error instanceof SottoError ? error : undefined
  const code = refusal ? HTTP_STATUS[refusal.status] : error === undefined ? 200 : 500
  const shown =
    refusal?.code === 'UNAUTHENTICATED' ? 'Log in with an API key that works and has queues:read.' : refusal?.message
  return reply
    .code(code)
    .header('content-security-policy', LOGIN_POLICY)
    .type('text/html; charset=utf-8')
    .send(loginPage(`${PATH}/login`, shown ?? (error === undefined ? '' : 'Something failed here.')))
}

async function spend(limiter: RateLimiterMemory, address: string): Promise<void> {
  try {
    await limiter.consume(address)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new SottoError('RATE_LIMITED', { retryAfterMs: refusal.msBeforeNext })
  }
}
