import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type HookEvent, type Sotto } from '../../clients/sdk/index.ts'
import { cli, ended, firstLine, spawnCli } from '../support/cli.ts'
import { eventually } from '../support/eventually.ts'
import { type ReceivedSpan, type SpanReceiver, startSpanReceiver } from '../support/span-receiver.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLER = '00f067aa0ba902b7'

describe('traces over real processes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-traces-'))
  const agents: ChildProcess[] = []
  let receiver: SpanReceiver
  let server: ChildProcess
  let ready: { http: string; grpc: string; adminKeyFile: string }
  let sotto: Sotto

  beforeAll(async () => {
    receiver = await startSpanReceiver()
    const sets = ['httpPort=0', 'grpcPort=0', 'logLevel=warn', 'traces=true', `tracesEndpoint=${receiver.url}`]
    server = spawnCli(['start', '--json', ...sets.flatMap((one) => ['--set', one])], {
      SOTTO_DATA_FOLDER: folder,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    })
    ready = JSON.parse(await firstLine(server))
    sotto = createSotto({ address: ready.grpc, key: readFileSync(ready.adminKeyFile, 'utf8').trim() })
    await startAgent('socketio-1', ready.http)
    await startAgent('grpc-1', `grpc://${ready.grpc}`)
  })

  afterAll(async () => {
    sotto?.close()
    for (const process of [...agents, server]) {
      process?.kill('SIGTERM')
      await (process && ended(process))
    }
    await receiver?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function startAgent(deviceId: string, address: string): Promise<void> {
    const { token } = await sotto.enrollments.create({ deviceId })
    const file = join(folder, `${deviceId}.yaml`)
    writeFileSync(
      file,
      [
        `server: ${address}`,
        `enrollServer: ${ready.http}`,
        `folder: ${join(folder, deviceId)}`,
        `token: ${token}`,
        'actions:',
        '  trace: { program: /bin/sh, args: ["-c", "printenv TRACEPARENT; printenv TRACESTATE; true"] }',
      ].join('\n'),
    )
    agents.push(
      spawnCli(['agent', '--config', file], {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_BSP_SCHEDULE_DELAY: '100',
      }),
    )
    await eventually(() => isOnline(deviceId), Boolean)
  }

  async function isOnline(wanted: string): Promise<boolean> {
    for await (const { deviceId, online } of sotto.devices.list()) if (deviceId === wanted) return online
    return false
  }

  /** Sends one and reads its hook events to the end. */
  async function roundTrip(
    deviceId: string,
    traceparent: string,
    tracestate = '',
  ): Promise<{ events: HookEvent[]; output: string }> {
    const events: HookEvent[] = []
    const { commandId } = await sotto.submit({
      action: 'trace',
      devices: [deviceId],
      ...(traceparent && { traceparent, tracestate }),
    })
    for await (const event of sotto.watch({ start: 'earliest', filter: { devices: [deviceId] } })) {
      if (event.commandId !== commandId) continue
      events.push(event)
      if (event.kind === 'succeeded' || event.kind === 'failed') break
    }
    const [last] = events.slice(-1)
    return { events, output: last?.outcomeOutput ?? '' }
  }

  async function spansOf(traceId: string, names: string[]): Promise<Map<string, ReceivedSpan>> {
    const found = await eventually(
      () => receiver.spans.filter((span) => span.traceId === traceId),
      (spans) => names.every((name) => spans.some((span) => span.name === name)),
    )
    return new Map(found.map((span) => [span.name, span]))
  }

  const WAY = ['submit trace', 'queue trace', 'channel trace', 'run trace', 'receipt', 'result', 'hook succeeded']

  it.each(['socketio-1', 'grpc-1'])(
    '[A6] one trace from the submit to the hook, each below the right one: %s',
    async (deviceId) => {
      const { events, output } = await roundTrip(deviceId, '')
      const [, traceId = ''] = (events[0]?.traceparent ?? '').split('-')
      const spans = await spansOf(traceId, WAY)
      const idOf = (name: string) => spans.get(name)?.spanId
      const parents = Object.fromEntries(WAY.map((name) => [name, spans.get(name)?.parentSpanId]))
      expect(parents).toEqual({
        'submit trace': undefined,
        'queue trace': idOf('submit trace'),
        'channel trace': idOf('queue trace'),
        'run trace': idOf('queue trace'),
        receipt: idOf('queue trace'),
        result: idOf('run trace'),
        'hook succeeded': idOf('submit trace'),
      })
      expect(Object.fromEntries(WAY.map((name) => [name, spans.get(name)?.service]))).toEqual({
        'submit trace': 'sotto-gateway',
        'queue trace': 'sotto-worker',
        'channel trace': 'sotto-gateway',
        'run trace': 'sotto-agent',
        receipt: 'sotto-gateway',
        result: 'sotto-gateway',
        'hook succeeded': 'sotto-gateway',
      })
      // The program on the device could go on with it.
      expect(output.trim()).toBe(`00-${traceId}-${idOf('run trace')}-01`)
      expect(events.map(({ traceparent }) => traceparent)).toEqual(
        events.map(() => `00-${traceId}-${idOf('submit trace')}-01`),
      )
      expect(spans.get('result')?.facts).toMatchObject({ 'sotto.answer': 'stored', 'sotto.device': deviceId })
      // From the writing until the device has answered: as long as it took, and over the run's beginning.
      const time = (name: string) => {
        const { startTimeUnixNano, endTimeUnixNano } = spans.get(name) as ReceivedSpan
        return { from: Number(startTimeUnixNano) / 1e6, to: Number(endTimeUnixNano) / 1e6 }
      }
      const channel = time('channel trace')
      expect(channel.from).toBeGreaterThanOrEqual(time('queue trace').from)
      expect(channel.to - channel.from).toBeGreaterThan(0.05)
      expect(Math.abs(channel.to - time('receipt').from)).toBeLessThan(20)
      expect(spans.get('channel trace')?.facts).toMatchObject({ 'sotto.answered': 'receipt', 'sotto.attempt': 1 })
      expect(spans.get('submit trace')?.facts).toMatchObject({ 'sotto.messages': 1, 'sotto.messages.traced': 1 })
    },
  )

  it("[A6] the caller's trace goes on, by gRPC, by HTTP and from the command line's environment", async () => {
    const caller = (digit: string) => `00-${TRACE.slice(1)}${digit}-${CALLER}-01`
    await roundTrip('socketio-1', caller('1'))
    const key = readFileSync(ready.adminKeyFile, 'utf8').trim()
    await fetch(`${ready.http}/sotto.v1.CommandService/Submit`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', traceparent: caller('2') },
      body: JSON.stringify({ action: 'trace', devices: ['grpc-1'] }),
    })
    const env = { SOTTO_SERVER: ready.grpc, SOTTO_DATA_FOLDER: folder, TRACEPARENT: caller('3') }
    expect((await cli(['send', 'trace', '-d', 'grpc-1', '--wait'], env)).code).toBe(0)
    for (const digit of ['1', '2', '3']) {
      const spans = await spansOf(`${TRACE.slice(1)}${digit}`, WAY.slice(0, -1))
      expect(spans.get('submit trace')?.parentSpanId).toBe(CALLER)
    }
  })

  it('[A6] a trace that its caller does not record has no spans, and the device hears so', async () => {
    const { events, output } = await roundTrip('socketio-1', `00-${TRACE}-${CALLER}-00`)
    expect(output.trim()).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`))
    expect(events.at(-1)?.traceparent).toMatch(/-00$/)
    // What came later is here, so this one would be too.
    const later = await roundTrip('socketio-1', '')
    await spansOf((later.events[0]?.traceparent ?? '').split('-')[1] ?? '', WAY)
    expect(receiver.spans.filter(({ traceId }) => traceId === TRACE)).toEqual([])
  })

  it("[A6] what the caller's systems carry beside it goes along, to the device, its program, the hook and the spans", async () => {
    const carried = 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'
    for (const [digit, deviceId] of [
      ['4', 'socketio-1'],
      ['5', 'grpc-1'],
    ] as const) {
      const traceId = `${TRACE.slice(1)}${digit}`
      const { events, output } = await roundTrip(deviceId, `00-${traceId}-${CALLER}-01`, carried)
      expect(output.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`^00-${traceId}-`)), carried])
      expect(events.map(({ tracestate }) => tracestate)).toEqual(events.map(() => carried))
      const spans = await spansOf(traceId, WAY)
      for (const name of ['submit trace', 'queue trace', 'channel trace', 'run trace', 'hook succeeded'])
        expect([name, spans.get(name)?.traceState]).toEqual([name, carried])
    }
    const tooLong = `a=${'x'.repeat(511)}`
    const { events } = await roundTrip('socketio-1', `00-${TRACE.slice(1)}6-${CALLER}-01`, tooLong)
    expect(events[0]).toMatchObject({ traceparent: expect.stringContaining(`${TRACE.slice(1)}6`), tracestate: '' })
  })

  it('[A6] what is no traceparent counts as none', async () => {
    const { events } = await roundTrip('socketio-1', '00-not-a-trace')
    const [, traceId = ''] = (events[0]?.traceparent ?? '').split('-')
    expect((await spansOf(traceId, WAY)).get('submit trace')?.parentSpanId).toBeUndefined()
  })
})
