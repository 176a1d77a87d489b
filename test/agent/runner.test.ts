import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAgentConfig } from '../../clients/agent/agent-config.ts'
import { runFromConfig } from '../../clients/agent/runner.ts'
import { stage } from '../support/agent.ts'
import { startEnrollServer } from '../support/enroll-server.ts'
import { until } from '../support/until.ts'

const on = stage()
const node = process.execPath

async function configFile(text: string): Promise<string> {
  const path = join(await on.folder(), 'agent.yaml')
  await writeFile(path, text)
  return path
}

async function problems(text: string): Promise<string> {
  const path = await configFile(text)
  return await readAgentConfig(path).then(
    () => 'none',
    (error: Error) => error.message.replace(path, 'FILE'),
  )
}

describe('an agent from a file', () => {
  it('[B4] names every key that there is not, and every value that can not be', async () => {
    const text = `
      server: ftp://somewhere
      sevrer: http://127.0.0.1:1
      concurrency: 0
      labels: { floor: 3 }
      actions:
        lock: { program: loginctl, timeout: 10 }
        wipe: { program: /bin/true, args: wipe, resumable: sometimes }
      tls: { ca: x }`
    expect(await problems(text)).toMatchInlineSnapshot(`
      "The agent's file FILE can not be used:
      - "server" must be http://, https://, grpc:// or grpcs:// with a host and a port.
      - "folder" is missing: where the agent keeps its identity and its journal.
      - There is no key "tls.ca". Known here: caFile, certFile, keyFile.
      - "labels.floor" must be a text; put it into quotes if it looks like a number.
      - "concurrency" must be a whole number from 1 to 1000.
      - "actions.lock.program" must be the absolute path of a program.
      - There is no key "actions.lock.timeout". Known here: program, args, cwd, env, timeoutSeconds, outputBytesMax, progress, resumable.
      - "actions.wipe.args" must be a list of texts; put what looks like a number into quotes.
      - "actions.wipe.resumable" must be true or false.
      - There is no key "sevrer". Known here: server, enrollServer, folder, tls, token, tokenFile, deviceId, labels, concurrency, actions, programs, onInterrupt, onResume."
    `)
    expect(await problems('')).toContain('It must be a map of keys to values.')
    expect(await problems('a: [')).toContain('can not be used')
    expect(await problems('server: http://h:1\nfolder: s')).toContain('Neither "actions" nor "programs"')
  })

  it('[A4] enrols when the server can be reached, then runs actions and hook programs', async () => {
    const gateway = await on.server('grpc')
    const enrolling = await startEnrollServer()
    on.after(enrolling.close)
    enrolling.answer = (call) =>
      call === 1
        ? { status: 503, body: { code: 'unavailable', message: 'not yet' } }
        : { status: 200, body: { tenant: 't1', deviceId: 'd1', epoch: 1 } }
    const path = await configFile(`
      server: ${gateway.url}
      enrollServer: ${enrolling.url}
      folder: state
      token: tok
      labels: { site: berlin }
      actions:
        echo: { program: ${node}, args: ['-e', 'process.stdin.pipe(process.stdout)'] }
      programs:
        tool: { program: ${node}, args: ['-p', 'process.argv.slice(1).join(" ")', '--'] }
      onInterrupt: { program: ${node}, args: ['-e', 'require("fs").writeFileSync("yielded", "")'], cwd: ${await on.folder()} }
    `)
    const running = await runFromConfig(path)
    on.after(running.close)
    expect(running.identity).toEqual({ tenant: 't1', deviceId: 'd1', epoch: 1 })
    await until(() => gateway.isConnected())
    const hook = { applications: [], program: 'tool', arguments: ['a', 'b'], interrupt: true }
    gateway.deliver(
      { messageId: 'm1', action: 'echo', content: '{"a":1}' },
      { messageId: 'm2', action: 'echo', hook },
      { messageId: 'm3', action: 'echo', hook: { ...hook, program: 'other' } },
    )
    expect(await gateway.hear('result', 'm1')).toMatchObject({ outcome: { code: 'OK', output: '{"a":1}' } })
    expect(await gateway.hear('result', 'm2')).toMatchObject({ outcome: { code: 'OK', output: 'a b\n' } })
    expect(await gateway.hear('result', 'm3')).toMatchObject({
      status: 'STATUS_REJECTED',
      outcome: { code: 'NOT_ALLOWED' },
    })
    gateway.send({ close: { code: 4101, reason: 'REVOKED', reconnect: false, retryAfterMs: 0 } })
    expect(await running.ended).toMatchObject({ is: 'refused', reason: 'REVOKED' })
  })

  it('without an identity and a token it says what to do', async () => {
    const path = await configFile('server: http://127.0.0.1:1\nfolder: state\nactions: { a: /bin/true }')
    await mkdir(join(path, '..', 'state'))
    await expect(runFromConfig(path)).rejects.toThrow(/Make a token with "sotto enroll"/)
  })
})
