import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installPeers } from './peers/install.ts'
import { profileScenario } from './profile.ts'
import { chartOf } from './report/chart.ts'
import { describeCommit, describeMachine } from './report/machine.ts'
import { type Run, summarize } from './report/summary.ts'
import { tableOf } from './report/table.ts'
import type { Bench, Scenario, Side } from './scenario.ts'
import { SCENARIOS } from './scenarios/index.ts'
import { buildProduct } from './system.ts'

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true },
    side: { type: 'string', multiple: true },
    json: { type: 'string' },
    runs: { type: 'string', default: '3' },
    scale: { type: 'string', default: '1' },
    sources: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    'cpu-prof': { type: 'string' },
    chart: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

const runs = numberOf('runs', values.runs)
const bench: Bench = {
  scale: numberOf('scale', values.scale),
  code: values.sources ? 'sources' : 'built',
  execArgv: {},
  say: (text) => process.stderr.write(`${text}\n`),
}
const asked = values.scenario ?? SCENARIOS.map(({ name }) => name)
const chosen = asked.map((name) => {
  const found = SCENARIOS.find((scenario) => scenario.name === name)
  if (!found) throw new Error(`There is no scenario "${name}". There are: ${SCENARIOS.map((s) => s.name).join(', ')}.`)
  return found
})

if (!values.sources) buildProduct()
if (values.profile)
  process.stdout.write(await profileScenario(bench, values.scenario?.[0] ?? 'lifecycle', values['cpu-prof']))
else await measure(chosen)

async function measure(scenarios: Scenario[]): Promise<void> {
  const documents = []
  for (const scenario of scenarios) documents.push(await measureOne(scenario))
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`)
}

async function measureOne(scenario: Scenario): Promise<object> {
  const sides = scenario.sides.filter(({ name }) => values.side === undefined || values.side.includes(name))
  installPeers(sides.map(({ name }) => name))
  const turns: Run[] = []
  for (let turn = 1; turn <= runs; turn++) {
    const run: Run = {}
    // A B C, A B C, …: what changes on the machine meanwhile changes for all.
    for (const side of sides) Object.assign(run, await oneTurn(scenario, side, turn))
    turns.push(run)
  }
  const summary = summarize(scenario.targets, turns)
  process.stdout.write(`${tableOf(scenario, sides, summary)}\n`)
  if (values.chart) {
    const folder = join(import.meta.dirname, 'results')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${scenario.name}.svg`), chartOf(scenario, sides, summary))
  }
  const { figures, ratios } = summary
  return {
    ...{ scenario: scenario.name, machine: describeMachine(), commit: describeCommit(), scale: bench.scale },
    ...{ runs: turns, figures, ratios },
  }
}

async function oneTurn(scenario: Scenario, side: Side, turn: number): Promise<Run> {
  const figures = await side.turn(bench)
  bench.say(`${scenario.name} ${turn}/${runs} ${side.name}: ${JSON.stringify(rounded(figures))}`)
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${side.name}.${name}`, value]))
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${name} is ${text}, but must be a number above 0.`)
  return value
}

function rounded(figures: Run): Run {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]))
}
