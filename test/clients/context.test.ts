import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../clients/cli/program.ts'
import { contextOf, findKey, serverAddress, tlsOptions } from '../../clients/cli/server.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'

const KEY = `sk_prod1_${'a'.repeat(43)}`
const PEM = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n'

describe('sotto context', () => {
  let folder: string
  let env: NodeJS.ProcessEnv
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-contexts-'))
    env = { SOTTO_CONTEXTS: join(folder, 'inner', 'contexts.json') }
    writeFileSync(join(folder, 'prod.key'), `${KEY}\n`)
    writeFileSync(join(folder, 'ca.pem'), PEM)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function sotto(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const { terminal, said } = fakeTerminal(false, env)
    return { code: await run(args, terminal), ...said() }
  }
  const addProd = () =>
    sotto(
      'context',
      'add',
      'prod',
      '--server',
      'prod:7071',
      '--key-file',
      join(folder, 'prod.key'),
      '--ca',
      join(folder, 'ca.pem'),
    )
  const addTest = () => sotto('context', 'add', 'test', '--server', '127.0.0.1:9', '--key', 'sk_test1_x')

  it('[A4] keeps server, key and authority in a file for its owner only; never shows the secret', async () => {
    const added = await addProd()
    expect(added.code, added.err).toBe(0)
    expect(JSON.parse(added.out)).toEqual({
      name: 'prod',
      server: 'prod:7071',
      keyId: 'prod1',
      ca: true,
      tls: 'yes',
      current: true,
    })
    const path = env.SOTTO_CONTEXTS!
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'inner')).mode & 0o777).toBe(0o700)
    expect(JSON.parse(readFileSync(path, 'utf8')).contexts[0]).toMatchObject({ key: KEY, ca: PEM })
    const listed = await sotto('context', 'list', '--json')
    expect(listed.out + added.out).not.toContain('aaaa')
  })

  it('the first is the current one, until another is used; a removed one is nobody any more', async () => {
    await addProd()
    await addTest()
    const current = async () =>
      JSON.parse((await sotto('context', '--json')).out).find((one: { current: boolean }) => one.current)?.name
    expect(await current()).toBe('prod')
    await sotto('context', 'use', 'test')
    expect(await current()).toBe('test')
    expect((await sotto('context', 'list', '--names')).out).toBe('prod\ntest\n')
    await sotto('context', 'remove', 'test')
    expect(await current()).toBeUndefined()
    expect(await sotto('context', 'use', 'test')).toMatchObject({
      code: 5,
      err: expect.stringContaining('There are: prod.'),
    })
  })

  it('is used as a whole: its key goes to its own server and to no other', async () => {
    await addProd()
    await addTest()
    const of = (options: Parameters<typeof contextOf>[0], more: NodeJS.ProcessEnv = {}) =>
      contextOf(options, { ...env, ...more })?.name
    expect(of({})).toBe('prod')
    expect(of({ context: 'test' })).toBe('test')
    expect(of({}, { SOTTO_CONTEXT: 'test' })).toBe('test')
    expect(of({ context: 'prod' }, { SOTTO_CONTEXT: 'test' })).toBe('prod')
    expect(of({ server: 'elsewhere:1' })).toBeUndefined()
    expect(of({ server: 'elsewhere:1' }, { SOTTO_CONTEXT: 'test' })).toBeUndefined()
    expect(of({}, { SOTTO_SERVER: 'elsewhere:1' })).toBeUndefined()
    expect(of({}, { SOTTO_DATA_FOLDER: '.sotto' })).toBeUndefined()
    expect(serverAddress({ context: 'test' }, { ...env, SOTTO_SERVER: 'elsewhere:1' })).toBe('127.0.0.1:9')
    expect(findKey({ context: 'test' }, { ...env, SOTTO_KEY: 'other' })).toEqual({
      key: 'sk_test1_x',
      from: 'the context test',
    })
    expect(findKey({ context: 'test', key: 'given' }, env).key).toBe('given')
    expect(tlsOptions({ context: 'prod' }, { ...env, SOTTO_CA: '/other.pem' })).toEqual({ ca: PEM })
    expect(tlsOptions({ context: 'test' }, { ...env, SOTTO_CA: '/other.pem' })).toBeUndefined()
    expect(() => contextOf({ context: 'prod', server: 'elsewhere:1' }, env)).toThrow(/Give one of them/)
  })

  it.each([
    [['add', 'prod'], 2, /--server says where/],
    [['add', 'prod', '--server', 'a:1'], 2, /--key-file says which key/],
    [['add', '../x', '--server', 'a:1', '--key', 'k'], 2, /is no name for a context/],
    [['add', 'x', '--server', 'a:1', '--key', 'k', '--ca', '/nowhere'], 2, /can not be read/],
    [['frob'], 2, /It takes add, use, list and remove/],
    [['use', 'nobody'], 5, /There is no context "nobody". There are: none/],
  ])('refuses %j with %i', async (args, code, sentence) => {
    const ended = await sotto('context', ...args)
    expect(ended.code).toBe(code)
    expect(ended.err).toMatch(sentence)
  })

  it('does not read a file that others can read, or that somebody broke', async () => {
    await addProd()
    chmodSync(env.SOTTO_CONTEXTS!, 0o644)
    expect(await sotto('list')).toMatchObject({ code: 78, err: expect.stringContaining('chmod 600') })
    chmodSync(env.SOTTO_CONTEXTS!, 0o600)
    writeFileSync(env.SOTTO_CONTEXTS!, '{"contexts":[{}]}')
    expect(await sotto('list')).toMatchObject({ code: 78, err: expect.stringContaining('[BAD_CONTEXTS]') })
  })
})
