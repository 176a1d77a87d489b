import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Beside what was built, or in the checkout. */
const FOLDERS = ['../../console/', '../../dist/console/'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
/** Its names have a hash of what is in them. */
const HASHED = /\/assets\/[^/]+$/
const YEAR_SECONDS = 31_536_000

/** Nothing is loaded from elsewhere, nothing inline is run, nobody frames it; it frames the queue dashboard. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/**
 * The built console at `/`. Its addresses are its own affair: whatever page a browser asks for is its index, unless another
 * route has it. What is not a page is not found, as everywhere.
 * @param folder where it was built, if not where the build puts it
 */
export function addConsole(app: FastifyInstance, folder: string | undefined = FOLDERS.find(isBuilt)): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (_, reply) => void reply.headers(HEADERS))
    if (folder === undefined || !isBuilt(folder)) {
      scope.get('/*', (request, reply) => (wantsPage(request) ? sendNotBuilt(reply) : reply.callNotFound()))
      return
    }
    await scope.register(staticFiles, {
      root: folder,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          HASHED.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
        ),
    })
    scope.get('/*', (request, reply) => (wantsPage(request) ? reply.sendFile('index.html') : reply.callNotFound()))
  })
}

const isBuilt = (folder: string): boolean => existsSync(`${folder}/index.html`)

const wantsPage = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') === true

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT)
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sotto</title>
<h1>The console is not built</h1>
<p>Run <code>npm run build</code> in the checkout and start Sotto again. Everything else works: the API, the command
<code>sotto</code>, <a href="/queues/">the queues</a>.</p>
</html>
`
