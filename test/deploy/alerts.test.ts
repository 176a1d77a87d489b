import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { ERROR_CODES } from '../../core/errors.ts'
import { DEVICE_INPUTS } from '../../core/message.ts'
import { COUNTED, LEGS } from '../../core/observe/legs.ts'
import { METHODS } from '../../gateway/api/methods.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { alertRules, type Monitoring, startMonitoring, testRules } from '../support/monitoring.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { prometheus } from '../support/tools.ts'
import { CASES } from './alert-cases.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rules = alertRules()
const names = rules.map(({ alert }) => alert)

/** What a dashboard fills in for itself. */
const filledIn = (expression: string) =>
  expression.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '1h').replaceAll('$instance', '.*')

type Panel = {
  title: string
  type: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets?: { expr: string }[]
}
const dashboard = JSON.parse(readFileSync(join(root, 'deploy/grafana/sotto.json'), 'utf8')) as { panels: Panel[] }
const charts = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const))
const expressions = [...rules.map(({ alert, expr }) => [alert, expr] as const), ...charts]

describe('deploy/alerts.yaml and deploy/grafana', () => {
  let redis: TestRedis
  let deployment: Deployment
  let monitoring: Monitoring

  beforeAll(async () => {
    prometheus('promtool')
    redis = await startRedis()
    deployment = await startDeployment(redis.url)
    monitoring = await startMonitoring(deployment.http)
  })
  afterAll(async () => {
    await monitoring?.close()
    await deployment?.close()
    await redis?.close()
  })

  it('no alert is active while all is well, and each is evaluated without an error', async () => {
    await eventually(
      () => scrape(deployment),
      (samples) => total(samples, 'sotto_ready') === 1,
    )
    const ready = () => monitoring.query('sotto_ready == 1')
    await eventually(ready, (found) => found.length === 1)
    const quiet = await eventually(monitoring.rules, (all) => all.every(({ state }) => state === 'inactive'))
    expect(quiet.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(quiet.filter(({ health }) => health !== 'ok')).toEqual([])
  })

  it.each(expressions)('%s: has an expression that Prometheus can evaluate', async (_, expression) => {
    await expect(monitoring.query(filledIn(expression))).resolves.toBeInstanceOf(Array)
  })

  it('every metric that they name is on the page of a running gateway', async () => {
    const page = await (await fetch(`${deployment.http}/metrics`)).text()
    const known = new Set([...page.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
    const used = expressions.flatMap(([, expression]) => expression.match(/\b(sotto|nodejs|process)_[a-z0-9_]+/g) ?? [])
    const unknown = used.filter((name) => !known.has(name) && !known.has(name.replace(/_(bucket|sum|count)$/, '')))
    expect(unknown).toEqual([])
  })

  it('every word that they look for in a label is one that the code has', () => {
    const words: Record<string, readonly string[]> = {
      reason: [...Object.keys(CLOSE_REASONS), ...ERROR_CODES],
      outcome: ['ok', ...ERROR_CODES],
      method: [...METHODS.keys()],
      input: DEVICE_INPUTS,
      answer: ['stored', 'repeated'],
      job: ['sotto'],
      leg: LEGS,
      what: COUNTED.map((word) => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
      state: ['waiting', 'active', 'delayed', 'failed', 'completed', 'paused', 'prioritized'],
    }
    const unknown = expressions.flatMap(([name, expression]) =>
      [...expression.matchAll(/\b(reason|outcome|method|input|answer|job|state|leg|what)[=!]~?"([^"$]*)"/g)].flatMap(
        ([, label = '', value = '']) =>
          value
            .split('|')
            .filter((word) => word !== '' && !words[label]?.includes(word))
            .map((word) => `${name}: ${label}=${word}`),
      ),
    )
    expect(unknown).toEqual([])
  })

  it('[B6] a worker that is gone is an alert', async () => {
    const { store } = deployment
    await store.work.queue.pause()
    const state = async () => (await monitoring.rules()).find(({ name }) => name === 'SottoNotReady')?.state
    expect(await eventually(state, (now) => now !== 'inactive')).toBe('pending')
    await store.work.queue.resume()
  })
})

describe('each alert, on series made for it', () => {
  it('has a case', () => {
    expect(Object.keys(CASES).sort()).toEqual([...names].sort())
  })

  it('fires when it must and not when it need not', () => {
    const series = (given: Record<string, string>) =>
      Object.entries(given).map(([name, values]) => ({ series: name, values }))
    const test = (alert: string, at: string, given: Record<string, string>, firing: number) => ({
      interval: '15s',
      input_series: series(given),
      promql_expr_test: [
        {
          expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`,
          eval_time: at,
          exp_samples: [{ labels: '{}', value: firing }],
        },
      ],
    })
    const tests = Object.entries(CASES).flatMap(([alert, { at, fires, quiet }]) => [
      test(alert, at, fires, 1),
      test(alert, at, quiet, 0),
    ])
    expect(() => testRules(tests)).not.toThrow()
  })
})

describe('docs/operations.md', () => {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  it.each(rules)('has a runbook for $alert', ({ alert }) => {
    const [, text = ''] = page.split(`### ${alert}\n`)
    expect(text.split(/\n##/)[0]?.trim().length).toBeGreaterThan(100)
  })

  it('has no runbook for an alert that there is not', () => {
    expect([...page.matchAll(/^### (Sotto\w+)$/gm)].map(([, name]) => name).sort()).toEqual([...names].sort())
  })
})

describe('deploy/grafana/sotto.json', () => {
  it('has panels that do not overlap, each with a title', () => {
    const boxes = dashboard.panels.map(({ title, gridPos }) => ({ title, ...gridPos }))
    for (const [i, a] of boxes.entries()) {
      expect(a.title).not.toBe('')
      expect(a.x + a.w).toBeLessThanOrEqual(24)
      for (const b of boxes.slice(i + 1))
        expect(
          a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
          `${a.title} / ${b.title}`,
        ).toBe(false)
    }
  })
})
