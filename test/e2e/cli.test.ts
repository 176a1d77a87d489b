import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, ended, firstLine, spawnCli } from '../support/cli.ts'
import { PATIENCE_MS } from '../support/patience.ts'

type Ready = { ready: string; http: string; grpc: string; adminKeyFile: string }

describe('sotto, from start to stop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-cli-'))
  let server: ChildProcess
  let agent: ChildProcess
  let ready: Ready
  let env: Record<string, string>

  beforeAll(async () => {
    const sets = ['httpPort=0', 'grpcPort=0', 'logLevel=warn'].flatMap((one) => ['--set', one])
    server = spawnCli(['start', '--json', ...sets], { SOTTO_DATA_FOLDER: folder })
    ready = JSON.parse(await firstLine(server))
    env = { SOTTO_SERVER: ready.grpc, SOTTO_DATA_FOLDER: folder, SOTTO_HTTP: ready.http }
    agent = await startAgent()
  })

  afterAll(async () => {
    agent?.kill('SIGTERM')
    server.kill('SIGTERM')
    const [, stopped] = await Promise.all([agent && ended(agent), ended(server)])
    rmSync(folder, { recursive: true, force: true })
    expect(stopped.code).toBe(0)
  })

  it('[A4] the first start makes an admin key that only its owner can read, and says where it is', () => {
    expect(ready.adminKeyFile).toBe(join(folder, 'admin.key'))
    expect(statSync(ready.adminKeyFile).mode & 0o777).toBe(0o600)
  })

  it('[M1] send --wait ends with 0 when the device has done it, and prints the message', async () => {
    const { code, out } = await cli(['send', 'echo', '-d', 'pi-1', '-p', 'text=hello', '-p', 'times=2', '--wait'], env)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      deviceId: 'pi-1',
      status: 'succeeded',
      outcome: { output: '{"text":"hello","times":2}' },
    })
  })

  it('send --wait ends with 1 when the device has not done it, and the message says why', async () => {
    const { code, out } = await cli(['send', 'fail', '-d', 'pi-1', '--wait', '-o', 'json'], env)
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject([{ status: 'failed', outcome: { code: 'PROGRAM_EXIT' } }])
  })

  it('[M11] the same idempotency key gives the same command again; another body is refused', async () => {
    const args = ['send', 'echo', '-d', 'pi-1', '--idempotency-key', 'once']
    const [first, second] = [JSON.parse((await cli(args, env)).out), JSON.parse((await cli(args, env)).out)]
    expect(second).toMatchObject({ commandId: first.commandId, repeated: true })
    const other = await cli([...args, '-p', 'a=1'], env)
    expect(other.code).toBe(8)
    expect(other.err).toContain('[IDEMPOTENCY_CONFLICT]')
  })

  it('[M13] [M12] a message for a device that is off is explained, then canceled', async () => {
    await enrollSilently('off-1')
    const sent = JSON.parse((await cli(['send', 'echo', '-d', 'off-1'], env)).out)
    const [messageId] = sent.messageIds as [string]
    expect(JSON.parse((await cli(['explain', messageId], env)).out)).toMatchObject({
      cause: 'WAITING_FOR_DEVICE',
      deviceOnline: false,
    })
    expect(JSON.parse((await cli(['cancel', sent.commandId], env)).out)).toMatchObject({ canceled: 1 })
    expect(JSON.parse((await cli(['get', messageId], env)).out)).toMatchObject({ status: 'canceled' })
    expect((await cli(['cancel', messageId], env)).code).toBe(8)
  })

  it('[H1] watch shows the life of a message in order, and ends after --count', async () => {
    const sent = JSON.parse((await cli(['send', 'echo', '-d', 'pi-1', '--tag', 'watched'], env)).out)
    const { code, out } = await cli(['watch', '--from', '1h', '--tag', 'watched', '-n', '4', '-o', 'jsonl'], env)
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(events.map(({ kind }) => kind)).toEqual(['queued', 'sent', 'received', 'succeeded'])
    expect(new Set(events.map(({ commandId }) => commandId))).toEqual(new Set([sent.commandId]))
  })

  it('[H1] tail shows the newest events that a filter lets through, then what comes until Ctrl-C', async () => {
    const [first, second] = await Promise.all(
      ['old-1', 'old-2'].map((tag) =>
        cli(['send', 'echo', '-d', 'pi-1', '--tag', 'tailed', '--tag', tag, '--wait'], env),
      ),
    )
    expect([first?.code, second?.code]).toEqual([0, 0])
    const newest = await cli(
      ['tail', '-n', '2', '--tag', 'tailed', '--kind', 'succeeded', '--no-follow', '--json'],
      env,
    )
    expect(newest.code, newest.err).toBe(0)
    const events = newest.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map(({ kind }) => kind)).toEqual(['succeeded', 'succeeded'])
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(2)

    const following = spawnCli(['tail', '-n', '1', '--tag', 'tailed', '--json'], env)
    const end = ended(following)
    await firstLine(following)
    const { commandId } = JSON.parse((await cli(['send', 'echo', '-d', 'pi-1', '--tag', 'tailed', '--wait'], env)).out)
    following.kill('SIGINT')
    const { code, out } = await end
    expect(code).toBe(0)
    expect(out).toContain(commandId)
  })

  it('[H6] replay shows past events to their end, and sets a subscription back', async () => {
    await cli(['send', 'echo', '-d', 'pi-1', '--tag', 'replayed', '--wait'], env)
    const shown = await cli(['replay', '--from', '1h', '--tag', 'replayed', '--json'], env)
    const kinds = (out: string) =>
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).kind)
    expect(shown.code, shown.err).toBe(0)
    expect(kinds(shown.out)).toEqual(['queued', 'sent', 'received', 'succeeded'])

    const read = ['watch', '--subscription', 'ledger', '--from', '1h', '--tag', 'replayed', '-n', '4', '--json']
    expect(kinds((await cli(read, env)).out)).toHaveLength(4)
    expect(JSON.parse((await cli(['replay', '--json'], env)).out)).toMatchObject([{ name: 'ledger' }])
    expect(await cli(['replay', 'ledger', '--from', '1h'], env)).toMatchObject({ code: 2, out: '' })
    const moved = await cli(['replay', 'ledger', '--from', '1h', '--yes'], env)
    expect(moved.code, moved.err).toBe(0)
    expect(kinds((await cli(read, env)).out)).toEqual(['queued', 'sent', 'received', 'succeeded'])
  })

  it('[A4] shows operators the queues, the audit and how it stands', async () => {
    await cli(['send', 'echo', '-d', 'nobody-1'], env)
    const [queues, audit, top] = await Promise.all(
      [['queues'], ['audit', '--refused', '--json'], ['top', '-n', '1', '--json']].map((args) => cli(args, env)),
    )
    expect(JSON.parse(queues?.out ?? '').work).toMatchObject([{ name: 'dispatch', workers: 1 }])
    expect(JSON.parse(audit?.out ?? '')).toContainEqual(
      expect.objectContaining({ actor: 'admin', outcome: 'UNKNOWN_DEVICE' }),
    )
    expect(JSON.parse(top?.out ?? '')).toMatchObject({ overview: { devicesOnline: 1 }, queues: { tenants: 1 } })
  })

  it('works with a context in place of the environment', async () => {
    const contexts = { SOTTO_CONTEXTS: join(folder, 'contexts.json') }
    const added = await cli(
      ['context', 'add', 'here', '--server', ready.grpc, '--key-file', ready.adminKeyFile],
      contexts,
    )
    expect(added.code, added.err).toBe(0)
    expect((await cli(['devices', '--online'], contexts)).out).toContain('pi-1')
    expect((await cli(['--context', 'there', 'devices'], contexts)).code).toBe(5)
    expect((await cli(['--context', 'here', 'doctor', '--json'], contexts)).out).toContain('the context here')
  })

  it('lists messages as a table, a JSON array or JSON lines', async () => {
    const [table, json, lines] = await Promise.all(
      ['table', 'json', 'jsonl'].map((form) => cli(['list', '-d', 'pi-1', '-n', '2', '-o', form], env)),
    )
    expect(table?.out).toMatch(/^MESSAGE +DEVICE +ACTION +STATUS/)
    expect(JSON.parse(json?.out ?? '')).toHaveLength(2)
    expect(lines?.out.trim().split('\n')).toHaveLength(2)
  })

  it('[A4] a key made with few scopes can do no more, and nothing once it is revoked', async () => {
    const key = JSON.parse((await cli(['keys', 'create', 'reports', '-s', 'commands:read'], env)).out)
    const asReports = { ...env, SOTTO_KEY: key.secret as string }
    expect((await cli(['list', '-n', '1'], asReports)).code).toBe(0)
    const refused = await cli(['send', 'echo', '-d', 'pi-1'], asReports)
    expect(refused).toMatchObject({ code: 4, out: '' })
    expect(refused.err).toContain('[PERMISSION_DENIED]')
    expect((await cli(['keys', 'revoke', key.keyId], env)).code).toBe(0)
  })

  it('[A3] tenants are made with the system key, which is found beside the admin key', async () => {
    const made = await cli(['keys', 'tenant', 'create', 'acme'], env)
    expect(made.code, made.err).toBe(0)
    const acme = { ...env, SOTTO_KEY: JSON.parse(made.out).secret as string }
    expect((await cli(['devices', 'get', 'pi-1'], acme)).code).toBe(5)
    expect((await cli(['keys', 'tenant', 'list'], env)).out).toContain('"acme"')
  })

  it('[S6] devices shows what is connected', async () => {
    const { out } = await cli(['devices', '--online'], env)
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ deviceId: 'pi-1', online: true, channel: 'socketio' }])
  })

  it('says what is wrong, why, and what to do, with an exit code of its own', async () => {
    const unknown = await cli(['send', 'echo', '-d', 'nobody'], env)
    expect(unknown.code).toBe(8)
    expect(unknown.err).toContain('[UNKNOWN_DEVICE] No such device is enrolled')
    const badKey = await cli(['list'], { ...env, SOTTO_KEY: 'nonsense' })
    expect(badKey.code).toBe(4)
    expect(badKey.err).toContain('[UNAUTHENTICATED]')
    const nobody = await cli(['list', '--server', '127.0.0.1:1'], env)
    expect(nobody.code).toBe(3)
    expect(nobody.err).toContain('Start one ("sotto start")')
  })

  it('doctor finds nothing wrong with it', async () => {
    const { code, out } = await cli(['doctor', '-o', 'json'], env)
    const wrong = JSON.parse(out).filter(({ level }: { level: string }) => level === 'fail')
    expect(wrong).toEqual([])
    expect(code).toBe(0)
  })

  async function startAgent(): Promise<ChildProcess> {
    const file = join(folder, 'agent.yaml')
    const program = (script: string) => ({ program: process.execPath, args: ['-e', script] })
    writeFileSync(
      file,
      JSON.stringify({
        server: ready.http,
        folder: join(folder, 'pi-1'),
        token: await tokenFor('pi-1'),
        actions: { echo: program('process.stdin.pipe(process.stdout)'), fail: program('process.exit(3)') },
      }),
    )
    const child = spawnCli(['agent', '--config', file])
    const online = async () => (await cli(['devices', '--online'], env)).out.includes('pi-1')
    const deadline = Date.now() + PATIENCE_MS
    while (!(await online())) if (Date.now() > deadline) throw new Error('The agent did not come online.')
    return child
  }

  async function tokenFor(device: string): Promise<string> {
    const made = await cli(['enroll', '--device', device], env)
    expect(made.code, made.err).toBe(0)
    return JSON.parse(made.out).token
  }

  /** Enrolled, and never online. */
  async function enrollSilently(device: string): Promise<void> {
    const { enroll } = await import('../../clients/agent/index.ts')
    await enroll({ server: ready.http, token: await tokenFor(device), file: join(folder, `${device}.json`) })
  }
})

describe('sotto demo --once', () => {
  it('plays four silent actions to their end, sees every hook event in order, and leaves nothing behind', async () => {
    const { code, out, err } = await cli(['demo', '--once'])
    expect(code, out + err).toBe(0)
    expect(out.match(/^✓/gm)).toHaveLength(5)
  })
})
