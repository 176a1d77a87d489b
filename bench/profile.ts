import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../store/open.ts'
import { type Hot, readCpuProfiles } from './measure/cpu-profile.ts'
import type { Timed } from './measure/redis-calls.ts'
import type { StateShares } from './measure/state-sampler.ts'
import { runFanout } from './ours/fanout.ts'
import { measureAt } from './ours/latency.ts'
import { runLifecycle } from './ours/lifecycle.ts'
import { runSingle } from './ours/single.ts'
import { onStage, type Stage, type StageOptions } from './ours/stage.ts'
import { bareLifecycle, bareRun } from './peers/bare.ts'
import { startProgram } from './programs/ask.ts'
import { type Bench, type Figures, scaled } from './scenario.ts'
import { FANOUT } from './scenarios/fanout.ts'
import { LATENCY } from './scenarios/latency.ts'
import { LIFECYCLE } from './scenarios/lifecycle.ts'
import { SINGLE } from './scenarios/single.ts'
import { runStorm, STORM } from './scenarios/storm.ts'

const ROWS = 30

type Profiled = {
  devices: number
  run(bench: Bench, stage: Stage): Promise<Figures>
  /** How many it sends, warming up included. */
  messages(stage: Stage): number
  /** Who does the same and stores nothing; undefined: nobody is measured beside it. */
  bare?(bench: Bench): Promise<Figures>
  measure?: StageOptions['measure']
}
const PROFILED: Record<string, Profiled> = {
  lifecycle: {
    devices: LIFECYCLE.devices,
    run: (bench, stage) => runLifecycle(bench, stage, LIFECYCLE),
    messages: ({ application }) => application.messages.size,
    bare: (bench) => bareLifecycle(bench, LIFECYCLE),
  },
  single: {
    devices: SINGLE.devices,
    run: (bench, stage) => runSingle(bench, stage, SINGLE),
    messages: ({ application }) => application.messages.size,
    bare: (bench) => bareRun(bench, SINGLE, SINGLE.callers),
  },
  fanout: {
    devices: FANOUT.devices,
    run: (_, stage) => runFanout(stage),
    messages: ({ fleet }) => 2 * fleet.names.length,
  },
  latency: {
    devices: LATENCY.devices,
    run: (bench, stage) => measureAt(bench, stage, LATENCY.perSecond, LATENCY.seconds),
    messages: ({ application }) => application.messages.size,
    measure: 'delay',
  },
  /** Of one device, not of one message; the profile by function has the opening before and the work after, too. */
  storm: {
    devices: STORM.devices,
    run: runStorm,
    messages: ({ fleet }) => fleet.names.length,
  },
}

/**
 * Where the CPU microseconds of one message go: by process, by Redis command, and with `cpuProf` by function of that role.
 * A profiled process is slower: its shares count, not its sum.
 */
export async function profileScenario(bench: Bench, scenario: string, cpuProf: string | undefined): Promise<string> {
  const profiled = PROFILED[scenario]
  if (!profiled) throw new Error(`--profile is for ${Object.keys(PROFILED).join(' and ')}, not for ${scenario}.`)
  if (cpuProf !== undefined && !['gateway', 'worker', 'redis'].includes(cpuProf))
    throw new Error(`--cpu-prof is ${cpuProf}, but must be gateway, worker or redis.`)
  const folder = mkdtempSync(join(tmpdir(), 'sotto-bench-prof-'))
  const execArgv = cpuProf && cpuProf !== 'redis' ? { [cpuProf]: ['--cpu-prof', `--cpu-prof-dir=${folder}`] } : {}
  const sampler = startProgram(new URL('./measure/state-sampler.ts', import.meta.url))
  let states: StateShares = {}
  let functions: Timed[] = []
  let commands: Hot[] = []
  let messages = 0
  const window = { fromUs: 0, toUs: 0 }
  try {
    const devices = scaled(bench, profiled.devices, 10)
    const ours = await onStage(
      { ...bench, execArgv },
      devices,
      async (stage) => {
        const before = await commandTimes(stage.system.store)
        const calls =
          cpuProf === 'redis' ? startProgram(new URL('./measure/redis-calls.ts', import.meta.url)) : undefined
        await calls?.ask('start', stage.system.store.config.redisUrl.slice('unix://'.length))
        const { gateway, worker, redis } = stage.system.pids
        const cast = { gateway, worker, redis: redis.slice(1), devices: stage.fleet.pids(), application: [process.pid] }
        await sampler.ask('start', cast)
        window.fromUs = nowUs()
        const figures = await profiled.run(bench, stage)
        window.toUs = nowUs()
        states = await sampler.ask<StateShares>('stop')
        messages = profiled.messages(stage)
        const after = await commandTimes(stage.system.store)
        functions = (await calls?.ask<Timed[]>('stop')) ?? []
        await calls?.stop()
        commands = [...after]
          .map(([where, us]) => ({ where, us: us - (before.get(where) ?? 0) }))
          .sort((a, b) => b.us - a.us)
        return figures
      },
      { ...(profiled.measure && { measure: profiled.measure }) },
    )
    const parts = [table('CPU µs of one message, by process', processRows('sotto', ours))]
    if (!cpuProf && profiled.bare) parts.push(table('The bare peer', processRows('bare', await profiled.bare(bench))))
    parts.push(stateTable(states), table('Redis: µs of one message inside commands', hotRows(commands, messages)))
    if (cpuProf === 'redis') parts.push(functionTable(functions, messages))
    else if (cpuProf) {
      const hot = readCpuProfiles(folder, window)
      parts.push(table(`${cpuProf}: µs of one message by package or file`, hotRows(hot.places, messages)))
      parts.push(table(`${cpuProf}: µs of one message by function (self)`, hotRows(hot.functions, messages)))
    }
    return parts.join('\n')
  } finally {
    await sampler.stop()
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

function stateTable(states: StateShares): string {
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
  const rows = Object.entries(states).map(
    ([role, { running, disk, asleep, waitedForCpu }]) =>
      `| ${role} | ${percent(running)} | ${percent(waitedForCpu)} | ${percent(disk)} | ${percent(asleep)} |`,
  )
  const head = [
    '| process | runs or wants to | of that, no core was free | waits for the disk | asleep |',
    '|---|---:|---:|---:|---:|',
  ]
  return ['\n### What each process was doing\n', ...head, ...rows, ''].join('\n')
}

/** The clock of V8's profiles. */
const nowUs = (): number => Number(process.hrtime.bigint() / 1_000n)

/** Microseconds that Redis has spent inside each command since it began. */
async function commandTimes({ client }: Store): Promise<Map<string, number>> {
  const text = String(await client.call('INFO', 'commandstats'))
  const lines = text.matchAll(/^cmdstat_([^:]+):.*?usec=(\d+)/gm)
  return new Map([...lines].map(([, name, us]) => [name ?? '', Number(us)]))
}

function functionTable(functions: Timed[], messages: number): string {
  const rows = functions
    .slice(0, ROWS)
    .map(
      ({ name, calls, us }) =>
        `| ${name} | ${((calls / messages) * 1_000).toFixed(1)} | ${(us / messages).toFixed(2)} |`,
    )
  const head = ['| call | calls of 1,000 messages | µs of one message |', '|---|---:|---:|']
  return ['\n### Redis: what was called\n', ...head, ...rows, ''].join('\n')
}
