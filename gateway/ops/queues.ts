import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { Queue } from 'bullmq'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SottoError } from '../../core/errors.ts'
import type { Principal, Scope } from '../../core/ports/access.ts'
import type { AuditTrail } from '../api/audit-trail.ts'
import { HTTP_STATUS } from '../api/failure.ts'
import { endLogin, LOGIN_COOKIE, refuseForeign, setLogin } from '../api/login-routes.ts'
import type { Logins } from '../api/logins.ts'
import { loginPage } from './login-page.ts'

export const QUEUE_SCOPE: Scope = 'queues:read'
const PATH = '/queues'
const LOGIN_BYTES_MAX = 4 * 1024
/** Characters of a path that the audit keeps. */
const ABOUT_MAX = 128

/**
 * bull-board in the same login as everything else, to look at: it draws no switches, and each that it has is refused. What
 * operators may change are calls of ours (gateway/operate/queue-switches.ts). Without the jobs' data. Only the console may
 * frame it. Every path but the login answers 401 without one.
 */
export function addQueueDashboard(
  app: FastifyInstance,
  options: { queues: Queue[]; logins: Logins; trail: AuditTrail; isTls: boolean },
): void {
  const { queues, logins, trail, isTls } = options

  async function whoIs(request: FastifyRequest): Promise<Principal> {
    const { principal } = await logins.check(request.cookies[LOGIN_COOKIE] ?? '')
    if (!principal.scopes.includes(QUEUE_SCOPE)) throw new SottoError('PERMISSION_DENIED', { detail: QUEUE_SCOPE })
    return principal
  }

  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    )
    scope.addHook('onRequest', async (_, reply) => void reply.headers(FRAME_HEADERS))
    scope.setErrorHandler((error, _, reply) => sendLogin(reply, error))

    scope.get(`${PATH}/login`, (_, reply) => sendLogin(reply, undefined))
    scope.post(`${PATH}/login`, { bodyLimit: LOGIN_BYTES_MAX }, async (request, reply) => {
      if (request.headers.origin !== undefined) refuseForeign(request)
      const key = request.body instanceof URLSearchParams ? request.body.get('key') : null
      const { secret } = await logins.open(key?.trim() ?? '', request.ip)
      setLogin(reply, secret, isTls)
      return reply.redirect(`${PATH}/`, 303)
    })
    scope.post(`${PATH}/logout`, async (request, reply) => {
      refuseForeign(request)
      await endLogin(logins, request)
      return reply.clearCookie(LOGIN_COOKIE, { path: '/' }).redirect(`${PATH}/login`, 303)
    })
    mount(scope)
  })

  function mount(scope: FastifyInstance): void {
    scope.register(
      async (board) => {
        // Answers by itself: an error would go to bull-board's own handler.
        board.addHook('onRequest', async (request, reply) => {
          try {
            const principal = await whoIs(request)
            if (isWrite(request)) refuseWrite(request, principal)
          } catch (error) {
            await sendLogin(reply, error)
          }
        })
        const noPage = (_: FastifyRequest, reply: FastifyReply) =>
          reply.code(404).type('text/plain').send('There is no such page.')
        board.setNotFoundHandler(noPage)
        board.addHook('onSend', async (_, reply, payload) =>
          typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')
            ? payload.replace(FOREIGN_FONTS, '')
            : payload,
        )
        // Else it would be the console's.
        board.get('/*', noPage)
        await board.register(boardPlugin(queues))
      },
      { prefix: PATH },
    )
  }

  function refuseWrite(request: FastifyRequest, who: Principal): never {
    refuseForeign(request)
    const about = request.url.slice(PATH.length, PATH.length + ABOUT_MAX)
    trail.record(who, { what: 'queue.change', about, outcome: 'PERMISSION_DENIED' })
    throw new SottoError('PERMISSION_DENIED', { detail: 'for this: bull-board is here to look at' })
  }
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
    options: {
      uiConfig: {
        boardTitle: 'Sotto queues',
        hideDocsLink: true,
        pollingInterval: { showSetting: true, forceInterval: 10 },
      },
    },
  })
  return adapter.registerPlugin()
}

/** bull-board's page asks another host for fonts, and does without them: nothing is loaded from elsewhere. */
const FOREIGN_FONTS = /<link[^>]*href="https:\/\/[^>]*>/g

const FRAME_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
}

const isWrite = ({ method }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD'

function sendLogin(reply: FastifyReply, error: unknown): FastifyReply {
  const refusal = error === undefined || error instanceof SottoError ? error : undefined
  const code = refusal ? HTTP_STATUS[refusal.status] : error === undefined ? 200 : 500
  const shown =
    refusal?.code === 'UNAUTHENTICATED' ? 'Log in with an API key that works and has queues:read.' : refusal?.message
  return reply
    .code(code)
    .type('text/html; charset=utf-8')
    .send(loginPage(`${PATH}/login`, shown ?? (error === undefined ? '' : 'Something failed here.')))
}
