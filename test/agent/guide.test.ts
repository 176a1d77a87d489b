import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAgentConfig } from '../../clients/agent/agent-config.ts'
import { identity, stage } from '../support/agent.ts'
import { startEnrollServer } from '../support/enroll-server.ts'
import { until } from '../support/until.ts'

const on = stage()
const root = new URL('../../', import.meta.url)

async function examples(language: string): Promise<string[]> {
  const text = await readFile(new URL('docs/agent.md', root), 'utf8')
  return [...text.matchAll(new RegExp(`\`\`\`${language}[^\n]*\n([^]*?)\`\`\``, 'g'))].map(([, code = '']) => code)
}

describe('docs/agent.md', () => {
  it('its programs run as they stand', async () => {
    const [enrolling = '', running = ''] = await examples('ts')
    const gateway = await on.server('grpc')
    const enroll = await startEnrollServer()
    on.after(enroll.close)
    enroll.answer = () => ({ status: 200, body: { ...identity, privateKey: undefined } })
    const folder = await on.folder()
    await mkdir(join(folder, 'state'))
    const agent = new URL('clients/agent/index.ts', root).href
    // Both parts in one, with this test's addresses in place of those of a first start.
    const code =
      `${enrolling}\n${running.replace('const identity = await', 'const stored = await').replace('!identity', '!stored')}`
        .replaceAll("'@sotto/agent'", `'${agent}'`)
        .replace('http://127.0.0.1:7070', enroll.url)
        .replace('grpc://127.0.0.1:7071', gateway.url)
    const script = join(folder, 'example.mts')
    await writeFile(script, code)
    const tsx = new URL('node_modules/tsx/dist/esm/index.mjs', root).href
    const child = spawn(process.execPath, ['--import', tsx, script], {
      cwd: folder,
      env: { ...process.env, SOTTO_TOKEN: 'tok' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    on.after(async () => {
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit')
    })
    await until(() => gateway.isConnected())
    gateway.deliver(
      { messageId: 'm1', action: 'collect-logs', content: '{"days":3}' },
      { messageId: 'm2', action: 'collect-logs', content: '{"days":31}' },
      { messageId: 'm3', action: 'update' },
    )
    expect(await gateway.hear('result', 'm1')).toMatchObject({ outcome: { output: 'logs of 3 days' } })
    expect(await gateway.hear('result', 'm2')).toMatchObject({ outcome: { code: 'BAD_CONTENT' } })
    expect(await gateway.hear('defer', 'm3')).toMatchObject({ trigger: 'idle' })
    child.kill('SIGTERM')
    const [exitCode] = (await once(child, 'exit')) as [number | null]
    expect(exitCode).toBe(0)
  })

  it('its file is one that the agent takes', async () => {
    const [yaml = ''] = await examples('yaml')
    const path = join(await on.folder(), 'agent.yaml')
    await writeFile(path, yaml)
    const config = await readAgentConfig(path)
    expect(Object.keys(config.actions)).toEqual(['lock', 'collect-logs'])
    expect(config.programs.diagnose).toEqual({ path: '/usr/local/bin/diagnose', timeoutSeconds: 120 })
  })
})
