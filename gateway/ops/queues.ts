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
import { roleOf } from '../api/role.ts'
import { loginPage } from './login-page.ts'

export const QUEUE_SCOPE: Scope = 'queues:read'
const PATH = '/queues'
/** The same queues with their switches, for operators. */
const ACT_PATH = '/queues/act'
const LOGIN_BYTES_MAX = 4 * 1024

/**
 * What operators may change. A job only says which place has something to send, so to retry a failed one or to promote a
 * delayed one repeats no effect; a finished one is not retried, and nothing is emptied, cleaned or added.
 */
const ALLOWED = /^\/api\/queues\/([^/]+)\/(?:([^/]+)\/)?(pause|resume|retry|promote)$/

/**
 * bull-board in the same login as everything else: at /queues read-only, at /queues/act with its switches for operators.
 * Without the jobs' data. Only the console may frame it. Every path but the login answers 401 without one.
 */
export function addQueueDashboard(
  app: FastifyInstance,
  options: { queues: Queue[]; logins: Logins; trail: AuditTrail; secure: boolean },
): void {
  const { queues, logins, trail, secure } = options

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
      setLogin(reply, secret, secure)
      return reply.redirect(`${PATH}/`, 303)
    })
    scope.post(`${PATH}/logout`, async (request, reply) => {
      refuseForeign(request)
      await endLogin(logins, request)
      return reply.clearCookie(LOGIN_COOKIE, { path: '/' }).redirect(`${PATH}/login`, 303)
    })
    mount(scope, PATH, false)
    mount(scope, ACT_PATH, true)
  })

  function mount(scope: FastifyInstance, path: string, switches: boolean): void {
    scope.register(
      async (board) => {
        // Answers by itself: an error would go to bull-board's own handler.
        board.addHook('onRequest', async (request, reply) => {
          try {
            const principal = await whoIs(request)
            if (switches) mustOperate(principal)
            if (isWrite(request)) await admitWrite(request, principal, path, switches)
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
        await board.register(boardPlugin(queues, path, switches))
      },
      { prefix: path },
    )
  }

  async function admitWrite(request: FastifyRequest, who: Principal, path: string, switches: boolean): Promise<void> {
    refuseForeign(request)
    const about = request.url.slice(path.length, path.length + 128)
    const [, queueName, job, word = 'change'] = ALLOWED.exec(about) ?? []
    const isOfJob = word === 'retry' || word === 'promote'
    const queue = queues.find(({ name }) => name === queueName)
    const isAllowed =
      switches &&
      request.method === 'PUT' &&
      queue !== undefined &&
      isOfJob === (job !== undefined) &&
      (word !== 'retry' || (await queue.getJobState(decodeURIComponent(job!))) === 'failed')
    trail.record(who, { what: `queue.${word}`, about, outcome: isAllowed ? 'done' : 'PERMISSION_DENIED' })
    if (!isAllowed)
      throw new SottoError('PERMISSION_DENIED', {
        detail: 'for this: at /queues/act/ operators pause, resume, retry what failed and promote what is delayed',
      })
  }
}

function boardPlugin(queues: Queue[], path: string, switches: boolean) {
  const adapter = new FastifyAdapter()
  adapter.setBasePath(path)
  createBullBoard({
    queues: queues.map((queue) => {
      const shown = new BullMQAdapter(queue, { readOnlyMode: !switches, allowRetries: switches })
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

function mustOperate(principal: Principal): void {
  if (roleOf(principal) === 'viewer') throw new SottoError('PERMISSION_DENIED', { detail: 'commands:write' })
}

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
