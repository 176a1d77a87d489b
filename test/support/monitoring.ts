import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import { eventually } from './eventually.ts'
import { prometheus } from './tools.ts'

const deploy = fileURLToPath(new URL('../../deploy', import.meta.url))

export type AlertRule = { alert: string; expr: string; for?: string; labels: { severity: string } }
export const alertsFile = join(deploy, 'alerts.yaml')
export const alertRules = (): AlertRule[] =>
  (parse(readFileSync(alertsFile, 'utf8')) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(({ rules }) => rules)

export type RuleState = { name: string; state: 'inactive' | 'pending' | 'firing'; health: string; lastError?: string }

export type Monitoring = {
  /** Evaluates an expression. @throws with Prometheus' own words */
  query(expression: string): Promise<{ metric: Record<string, string>; value: [number, string] }[]>
  /** Each alert, once it has been evaluated. */
  rules(): Promise<RuleState[]>
  close(): Promise<void>
}

/** A real Prometheus with the files of deploy/, in a hurry, that reads one gateway. */
export async function startMonitoring(http: string): Promise<Monitoring> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-prometheus-'))
  const config = parse(readFileSync(join(deploy, 'prometheus.yaml'), 'utf8'))
  config.global = { scrape_interval: '500ms', scrape_timeout: '500ms', evaluation_interval: '500ms' }
  config.rule_files = [alertsFile]
  config.scrape_configs[0].static_configs[0].targets = [new URL(http).host]
  writeFileSync(join(folder, 'prometheus.yaml'), stringify(config))
  const child = spawn(
    prometheus('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--log.level=info',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const url = `http://${await listening(child)}`
  const ask = async (path: string) => {
    const answer = (await (await fetch(`${url}/api/v1/${path}`)).json()) as {
      status: string
      error?: string
      data: never
    }
    if (answer.status !== 'success') throw new Error(answer.error)
    return answer.data
  }
  const query: Monitoring['query'] = async (expression) =>
    ((await ask(`query?query=${encodeURIComponent(expression)}`)) as { result: never }).result
  // It listens before it can answer.
  await eventually(
    async () => (await fetch(`${url}/-/ready`)).ok,
    (isReady) => isReady,
  )
  await eventually(
    () => query('up == 1'),
    (found) => found.length === 1,
  )
  return {
    query,
    async rules() {
      const evaluated = async () =>
        ((await ask('rules?type=alert')) as { groups: { rules: RuleState[] }[] }).groups.flatMap(({ rules }) => rules)
      return await eventually(evaluated, (rules) => rules.every(({ health }) => health !== 'unknown'))
    },
    async close() {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Its log says which port it was given. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-20_000)
      const [, address] = /msg="Listening on" address=(\S+)/.exec(log) ?? []
      if (address !== undefined) resolve(address)
    })
    child.once('close', (code) => reject(new Error(`Prometheus ended with ${code}:\n${log}`)))
  })
}

/** promtool's own tests of rules: what series must make which alerts fire, and when. @throws with its report */
export function testRules(tests: object[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-promtool-'))
  try {
    const file = join(folder, 'cases.yaml')
    writeFileSync(file, stringify({ rule_files: [alertsFile], evaluation_interval: '15s', tests }))
    execFileSync(prometheus('promtool'), ['test', 'rules', file], { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(stdout + stderr, { cause: error })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
