import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import { openTraces } from '../../store/traces.ts'
import { testConfig } from '../support/fixture.ts'
import { startSpanReceiver } from '../support/span-receiver.ts'

const silent = pino({ level: 'silent' })
const what = { name: 'submit lock', kind: 'server', parent: '', facts: {} } as const

describe('[A6] openTraces', () => {
  it('gives nothing unless it is asked for', async () => {
    expect(await openTraces(testConfig({}), 'gateway', silent)).toBeUndefined()
  })

  it('sends what is left at an orderly end, with the name of the role and what went wrong', async () => {
    const receiver = await startSpanReceiver()
    const traces = await openTraces(testConfig({ traces: true, tracesEndpoint: `${receiver.url}/` }), 'worker', silent)
    const above = traces?.start(what)
    traces?.start({ ...what, name: 'queue lock', parent: above?.traceparent ?? '', startedAt: 1_000 }).end()
    above?.end({ 'sotto.messages': 2 }, 'STORE_FULL')
    await traces?.close()
    await receiver.close()
    const [below, top] = receiver.spans
    expect(top).toMatchObject({ service: 'sotto-worker', name: 'submit lock', facts: { 'sotto.messages': 2 } })
    expect(top?.status).toMatchObject({ code: 2, message: 'STORE_FULL' })
    expect(below).toMatchObject({ traceId: top?.traceId, parentSpanId: top?.spanId, startTimeUnixNano: '1000000000' })
  })

  it('does not hold up an orderly end when nobody takes the spans, and says so in the log', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '300')
    const lines: string[] = []
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
    const traces = await openTraces(testConfig({ traces: true, tracesEndpoint: 'http://127.0.0.1:9' }), 'gateway', log)
    traces?.start(what).end()
    const before = performance.now()
    await traces?.close()
    expect(performance.now() - before).toBeLessThan(4_000)
    expect(lines.join('')).toContain('ECONNREFUSED')
    vi.unstubAllEnvs()
  })
})
