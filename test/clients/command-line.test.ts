import { describe, expect, it } from 'vitest'
import { draftOf } from '../../clients/cli/commands/send.ts'
import { watchOptions } from '../../clients/cli/commands/watch.ts'
import { createOutput, type Format } from '../../clients/cli/output.ts'
import { run } from '../../clients/cli/program.ts'
import { chooseRoles, settingsEnv } from '../../clients/cli/start/settings.ts'
import { fromNow, seconds } from '../../clients/cli/units.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'

describe('sotto send', () => {
  it('makes a draft of every option', () => {
    const options = {
      label: ['site=berlin', 'kind=kiosk'],
      params: '{"a":1,"b":2}',
      param: ['b=[3]', 'c=text', 'd=null', 'e=x=y'],
      program: 'clean',
      arg: ['--deep'],
      interrupt: true as const,
      deliverBy: '2d',
      lease: '1m30s',
      tag: ['nightly'],
      keyName: 'disk',
      supersede: true as const,
    }
    expect(draftOf(['cleanup'], options)).toEqual({
      action: 'cleanup',
      fleet: { labels: { site: 'berlin', kind: 'kiosk' } },
      params: { a: 1, b: [3], c: 'text', d: null, e: 'x=y' },
      hook: { program: 'clean', arguments: ['--deep'], interrupt: true },
      clocks: { deliverBySeconds: 172_800, leaseSeconds: 90 },
      tags: ['nightly'],
      concurrencyKey: 'disk',
      supersede: true,
    })
  })

  it.each([
    [{}, /said whom/],
    [{ device: ['a'], all: true as const }, /in one way/],
    [{ device: ['a'], params: '[1]' }, /--params must be a JSON object/],
    [{ device: ['a'], param: ['=1'] }, /Write it as name=value/],
    [{ device: ['a'], arg: ['x'] }, /--arg is for a program/],
    [{ device: ['a'], params: '{}', paramsFile: 'x' }, /both give all parameters/],
    [{ device: ['a'], paramsFile: '/nowhere.json' }, /can not be read/],
    [{ device: ['a'], deliverBy: 'soon' }, /no duration. Write it as 90s, 15m/],
  ])('refuses %j with a sentence', (options, sentence) => {
    expect(() => draftOf(['lock'], options)).toThrow(sentence)
  })
})

it('reads where a watch begins', () => {
  const at = (from: string) => watchOptions({ from }, 10_000_000).start
  expect(at('1h')).toEqual({ time: 6_400_000 })
  expect(at('2026-01-31T14:00:00Z')).toEqual({ time: Date.UTC(2026, 0, 31, 14) })
  expect(at('earliest')).toBe('earliest')
  expect(at('AbC0cursor')).toEqual({ cursor: 'AbC0cursor' })
  expect(() => watchOptions({ member: 'a' }, 0)).toThrow(/Name it with --subscription/)
})

it('turns settings into what a role reads, and keeps keys from it', () => {
  const env = settingsEnv({ PATH: '/bin', SOTTO_KEY: 'secret', SOTTO_HTTP_PORT: '1' }, [
    'httpPort=0',
    'redisUrl=redis://r',
  ])
  expect(env).toEqual({ PATH: '/bin', SOTTO_HTTP_PORT: '0', SOTTO_REDIS_URL: 'redis://r' })
  expect(chooseRoles(undefined, env, undefined)).toEqual(['gateway', 'worker'])
  expect(chooseRoles(undefined, {}, undefined)).toEqual(['redis', 'gateway', 'worker'])
  expect(() => chooseRoles('gateway,cache', {}, undefined)).toThrow(/names "cache"/)
})

it('writes durations and distances as people do', () => {
  expect([seconds('x', '90'), seconds('x', '1h30m'), seconds('x', '2d')]).toEqual([90, 5_400, 172_800])
  expect([fromNow(0, 5), fromNow(61_000, 1_000), fromNow(1_000, 7_201_000)]).toEqual(['', 'in 60s', '2h ago'])
})

describe('output', () => {
  const items = [
    { name: 'a', note: 'plain' },
    { name: 'b', note: '\u001b[2Jgone\u009b' },
  ]
  const columns = [
    { title: 'NAME', value: ({ name }: { name: string }) => name },
    { title: 'NOTE', value: ({ note }: { note: string }) => note },
  ]

  it('is a table for people and JSON lines for programs, unless told otherwise', async () => {
    expect(await listed(true)).toBe('NAME  NOTE\na     plain\nb     \\u001b[2Jgone\\u009b\n')
    expect((await listed(false)).trim().split('\n')).toHaveLength(2)
    expect(JSON.parse(await listed(true, 'json'))).toEqual(items)
    expect(JSON.parse(await listed(true, 'json', []))).toEqual([])
  })

  it('lets no device move the cursor of the person who reads it', async () => {
    for (const form of ['table', 'json', 'jsonl'] as const)
      expect(await listed(true, form)).not.toMatch(/(?!\n)\p{Cc}/u)
  })

  async function listed(isTTY: boolean, form?: Format, what = items): Promise<string> {
    const { terminal, said } = fakeTerminal(isTTY)
    await createOutput(terminal, form).list(what, columns, 'Nothing.')
    return said().out
  }
})

describe('exit codes', () => {
  it.each([
    [['--help'], 0, /Usage: sotto/],
    [['send', '--help'], 0, /--deliver-by/],
    [['frobnicate'], 2, /unknown command 'frobnicate'/],
    [['send'], 2, /missing required argument/],
    [['send', 'lock', '--frob'], 2, /unknown option '--frob'/],
    [['list', '-s', 'done', '--key', 'k'], 2, /--status is "done"/],
    [['get', 'x', '--key', 'k'], 2, /neither a message/],
    [['list', '--key-file', '/nowhere'], 4, /\[NO_KEY\] The key file \/nowhere/],
    [['list', '--key', 'k', '--server', '127.0.0.1:1'], 3, /\[UNREACHABLE\] No Sotto server answers/],
    [['list', '--key', 'k', '--server', 'nonsense'], 2, /give host:port/],
    [['agent', '--config', '/nowhere.yaml'], 78, /\[BAD_CONFIG\]/],
  ])('%j ends with %i', async (args, code, sentence) => {
    const { terminal, said } = fakeTerminal(false)
    expect(await run(args, terminal)).toBe(code)
    expect(code === 0 ? said().out : said().err).toMatch(sentence)
  })
})
