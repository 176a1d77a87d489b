import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpApi, type HttpApi } from '../../gateway/api/http.ts'
import { addConsole } from '../../gateway/ops/console.ts'
import { openApi, openApiWorld } from '../support/api-world.ts'
import { withRedis } from '../support/redis.ts'

const PAGE = { accept: 'text/html,application/xhtml+xml' }

describe('the console’s files', () => {
  const redis = withRedis()
  const folder = mkdtempSync(join(tmpdir(), 'sotto-console-'))
  let built: HttpApi
  let bare: HttpApi

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>the console</title>')
    writeFileSync(join(folder, 'assets', 'index-a1b2c3.js'), 'console')
    const { calls } = openApi(await openApiWorld(redis.connect()))
    const open = () => createHttpApi({ config: { httpHost: '127.0.0.1', httpPort: 0 }, calls, tls: undefined })
    built = open()
    bare = open()
    addConsole(built.app, folder)
    addConsole(bare.app, join(folder, 'nowhere'))
    await built.app.ready()
    await bare.app.ready()
  })
  afterAll(async () => {
    await built.close(1_000)
    await bare.close(1_000)
    rmSync(folder, { recursive: true })
  })

  it('are served at / with a strict policy; whatever page is asked for is the index, asked for each time', async () => {
    for (const url of ['/', '/messages?statuses=failed', '/messages/m1', '/work']) {
      const page = await built.app.inject({ url, headers: PAGE })
      expect([url, page.statusCode, page.body.includes('the console')]).toEqual([url, 200, true])
      expect(page.headers['cache-control']).toBe('no-cache')
      expect(page.headers['content-security-policy']).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      )
      expect(page.headers['content-security-policy']).not.toContain('unsafe')
      expect(page.headers['x-content-type-options']).toBe('nosniff')
    }
  })

  it('what has a hash in its name is kept for good', async () => {
    const script = await built.app.inject({ url: '/assets/index-a1b2c3.js' })
    expect([script.statusCode, script.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
    expect(script.headers['content-type']).toContain('javascript')
  })

  it('[A2] what is no page is not found, in the form of every error; nothing outside of the folder is read', async () => {
    for (const url of ['/nope', '/assets/none.js', '/../package.json', '/%2e%2e/package.json', '/sotto.v1.Nope/Nope']) {
      const answer = await built.app.inject({ url })
      expect([url, answer.statusCode, answer.json().reason]).toEqual([url, 404, 'UNIMPLEMENTED'])
    }
    expect((await built.app.inject({ url: '/openapi.json' })).json().openapi).toBe('3.1.0')
  })

  it('where it is not built, the page says what to do', async () => {
    const page = await bare.app.inject({ url: '/', headers: PAGE })
    expect([page.statusCode, page.body.includes('npm run build')]).toEqual([503, true])
    expect((await bare.app.inject({ url: '/nope' })).statusCode).toBe(404)
  })
})
