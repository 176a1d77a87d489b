import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../store/open.ts'
import { type Hot, readCpuProfiles } from './measure/cpu-profile.ts'
import { runLifecycle } from './ours/lifecycle.ts'
import { onStage } from './ours/stage.ts'
import { bareLifecycle } from './peers/bare.ts'
import { type Bench, type Figures, scaled } from './scenario.ts'
import { LIFECYCLE } from './scenarios/lifecycle.ts'

const ROWS = 30

/**
 * Where the CPU microseconds of one message go: by process, by Redis command, and with `cpuProf` by function of that role.
 * A profiled process is slower: its shares count, not its sum.
 */
export async function profileLifecycle(bench: Bench, cpuProf: string | undefined): Promise<string> {
  if (cpuProf !== undefined && cpuProf !== 'gateway' && cpuProf !== 'worker')
    throw new Error(`--cpu-prof is ${cpuProf}, but must be gateway or worker.`)
  const folder = mkdtempSync(join(tmpdir(), 'sotto-bench-prof-'))
  const execArgv = cpuProf ? { [cpuProf]: ['--cpu-prof', `--cpu-prof-dir=${folder}`] } : {}
  let commands: Hot[] = []
  let messages = 0
  const window = { fromUs: 0, toUs: 0 }
  try {
    const devices = scaled(bench, LIFECYCLE.devices, 10)
    const ours = await onStage({ ...bench, execArgv }, devices, async (stage) => {
      const before = await commandTimes(stage.system.store)
      window.fromUs = nowUs()
      const figures = await runLifecycle(bench, stage, LIFECYCLE)
      window.toUs = nowUs()
      messages = stage.application.messages.size
      const after = await commandTimes(stage.system.store)
      commands = [...after].map(([where, us]) => ({ where, us: us - (before.get(where) ?? 0) }))
      return figures
    })
    const parts = [
      table('CPU µs of one message, by process', processRows('sotto', ours)),
      table(
        'Redis: µs of one message inside commands',
        hotRows(
          commands.sort((a, b) => b.us - a.us),
          messages,
        ),
      ),
    ]
    if (cpuProf) {
      const { functions, places } = readCpuProfiles(folder, window)
      parts.push(table(`${cpuProf}: µs of one message by package or file`, hotRows(places, messages)))
      parts.push(table(`${cpuProf}: µs of one message by function (self)`, hotRows(functions, messages)))
    } else {
      parts.splice(1, 0, table('The bare peer', processRows('bare', await bareLifecycle(bench, LIFECYCLE))))
    }
    return parts.join('\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function processRows(side: string, figures: Figures): string[][] {
  const costs = Object.entries(figures).filter(([name]) => name.endsWith('CpuUs'))
  const sum = costs.reduce((total, [, us]) => total + us, 0)
  return [
    ...costs.map(([name, us]) => [`${side} ${name.replace('CpuUs', '')}`, us.toFixed(1)]),
    [`${side} together`, sum.toFixed(1)],
    [`${side} messages/s`, String(Math.round(figures.messagesPerSecond ?? 0))],
  ]
}

const hotRows = (hot: Hot[], messages: number): string[][] =>
  hot
    .slice(0, ROWS)
    .filter(({ us }) => us > 0)
    .map(({ where, us }) => [where, (us / messages).toFixed(2)])

const table = (title: string, rows: string[][]): string =>
  [`\n### ${title}\n`, '| what | µs |', '|---|---:|', ...rows.map(([what, us]) => `| ${what} | ${us} |`), ''].join('\n')

/** The clock of V8's profiles. */
const nowUs = (): number => Number(process.hrtime.bigint() / 1_000n)

/** Microseconds that Redis has spent inside each command since it began. */
async function commandTimes({ client }: Store): Promise<Map<string, number>> {
  const text = String(await client.call('INFO', 'commandstats'))
  const lines = text.matchAll(/^cmdstat_([^:]+):.*?usec=(\d+)/gm)
  return new Map([...lines].map(([, name, us]) => [name ?? '', Number(us)]))
}
