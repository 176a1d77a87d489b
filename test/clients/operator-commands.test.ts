import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { run } from '../../clients/cli/program.ts'
import { sparkline } from '../../clients/cli/top/sparkline.ts'
import { createSotto } from '../../clients/sdk/index.ts'
import type { WatchResponse } from '../../proto/gen/sotto/v1/WatchResponse.ts'
import { eventually } from '../support/eventually.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'
import { type ObserveServer, startObserveServer } from '../support/observe-server.ts'

const script = fileURLToPath(new URL('../../clients/cli/sotto.mjs', import.meta.url))
const AT = Date.UTC(2026, 0, 31, 14)

const FRAME: WatchResponse = {
  serverTime: AT,
  overview: {
    at: AT,
    devices: 1_500,
    devicesOnline: 1_234,
    nodes: [{ node: 'gw-1', devicesOnline: 1_234 }],
    statuses: [
      { status: 'STATUS_QUEUED', count: 12 },
      { status: 'STATUS_FAILED', count: 3 },
    ],
    backlog: { queued: 12, readyDevices: 2, readySince: AT - 5_000 },
    rates: { submitted: 120, sent: 119, received: 118, succeeded: 117, endedBadly: 0.5, retried: 0 },
    legs: [{ leg: 'LEG_SUBMIT_SENT', count: 100, p50Ms: 1.25, p99Ms: 12.4, maxMs: 40 }],
    failures: [{ status: 'STATUS_FAILED', reason: 'PROGRAM_EXIT\u001b[2J', count: 3 }],
    hooks: { streams: 3, parked: 1, lagEvents: 120, lagMs: 900 },
    attention: [
      {
        severity: 'SEVERITY_WARNING',
        code: 'SUBSCRIBER_PARKED',
        sentence: `A subscriber takes nothing. ${'Look at it. '.repeat(10)}DONE`,
      },
    ],
  },
  samples: [0, 1, 2, 4].map((submitted, i) => ({ at: AT - 10_000 * (4 - i), seconds: 1, submitted })),
  queues: {
    work: [
      {
        name: 'work',
        jobs: { waiting: 4, active: 2 },
        workers: 2,
        oldestWaitingAt: AT - 1_000,
        completedPerSecond: 7.5,
      },
    ],
    partitions: [{ partition: 0, readyDevices: 2, readySince: AT, clocks: 9, tailSeq: 77 }],
    tenants: 1,
  },
}

describe('commands for operators', () => {
  let server: ObserveServer | undefined
  afterEach(() => {
    server?.close()
    server = undefined
  })

  async function sotto(isTTY: boolean, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const { terminal, said } = fakeTerminal(isTTY)
    return { code: await run([...args, '--server', server!.address, '--key', 'sk_x'], terminal), ...said() }
  }

  it('sotto queues shows the work queue and its partitions, as tables or as one object', async () => {
    server = await startObserveServer({ queues: FRAME.queues! })
    const { out } = await sotto(true, 'queues')
    expect(out).toMatch(/^QUEUE +WAITING +OLDEST +ACTIVE/)
    expect(out).toMatch(/work +4 .* 2 +0 +0 +2 +7\.5/)
    expect(out).toMatch(/PARTITION +READY DEVICES/)
    const json = await sotto(false, 'queues', '--json')
    expect(JSON.parse(json.out)).toMatchObject({
      work: [{ name: 'work', jobs: { waiting: 4 } }],
      partitions: [{ tailSeq: 77 }],
    })
  })

  it('sotto queues pause, resume and retry say what they did', async () => {
    server = await startObserveServer({ queues: FRAME.queues! })
    expect(JSON.parse((await sotto(false, 'queues', 'pause')).out)).toEqual({ queue: 'dispatch', paused: true })
    expect((await sotto(true, 'queues', 'pause')).out).toMatch(/paused +dispatch\n.*until "sotto queues resume"/)
    expect(JSON.parse((await sotto(false, 'queues', 'resume', 'other')).out)).toEqual({ queue: 'other', paused: false })
    expect((await sotto(true, 'queues', 'retry')).out).toContain('3 failed jobs of dispatch')
    expect(server.asked.switched).toEqual([
      'PauseQueue dispatch',
      'PauseQueue dispatch',
      'ResumeQueue other',
      'RetryFailedJobs dispatch',
    ])
    expect(await sotto(true, 'queues', 'empty')).toMatchObject({ code: 2, err: expect.stringContaining('pause') })
  })

  it('sotto audit reads pages up to its limit, with the filter that was given', async () => {
    server = await startObserveServer({
      audit: ({ pageToken }) => ({
        entries: [{ entryId: `e${pageToken}`, at: AT, actor: 'k1', what: 'key.create', about: 'k2', outcome: 'done' }],
        nextPageToken: `${pageToken}1`,
      }),
    })
    const { out, code } = await sotto(
      false,
      'audit',
      '--refused',
      '--what',
      'key.',
      '--from',
      '2026-01-31T00:00:00Z',
      '-n',
      '3',
    )
    expect(code).toBe(0)
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).entryId),
    ).toEqual(['e', 'e1', 'e11'])
    expect(server.asked.audit[0]).toMatchObject({
      outcome: 'REFUSED',
      what: 'key.',
      fromAt: Date.UTC(2026, 0, 31),
      pageSize: 3,
    })
    expect((await sotto(true, 'audit', '-n', '1')).out).toMatch(/AT +ACTOR +WHAT +ABOUT +OUTCOME/)
    expect(await sotto(false, 'audit', '--from', 'yesterday')).toMatchObject({ code: 2 })
  })

  it('sotto top is a line for each look where nobody sits, and what the server sent with --json', async () => {
    server = await startObserveServer({ frames: [FRAME, { serverTime: AT + 1 }, FRAME] })
    const plain = await sotto(false, 'top', '-n', '2')
    expect(plain.out.trim().split('\n')).toHaveLength(2)
    expect(plain.out).toContain('online=1234 queued=12 submitted/s=120.0')
    expect(plain.out).toContain('attention=SUBSCRIBER_PARKED')
    const json = await sotto(false, 'top', '-n', '1', '--json')
    expect(JSON.parse(json.out)).toMatchObject({
      serverTime: AT,
      overview: { devicesOnline: 1234 },
      samples: [{}, {}, {}, {}],
    })
    expect(server.asked.watch[0]).toMatchObject({ topics: ['TOPIC_OVERVIEW', 'TOPIC_QUEUES'], intervalMs: 2_000 })
  })

  it('asks for no more than the key may see', async () => {
    server = await startObserveServer({ scopes: ['commands:read'], frames: [FRAME] })
    await sotto(false, 'top', '-n', '1')
    expect(server.asked.watch[0]?.topics).toEqual(['TOPIC_OVERVIEW'])
  })

  it('goes on with a new stream when its stream breaks', async () => {
    server = await startObserveServer({ frames: [FRAME] })
    const client = createSotto({ address: server.address, key: 'sk_x' })
    const why: string[] = []
    let frames = 0
    for await (const _ of client.observe({
      topics: ['overview'],
      historySeconds: 600,
      onReconnect: ({ error }) => why.push(error.code),
    })) {
      if (++frames === 1) server.breakStreams()
      else break
    }
    client.close()
    expect(why).toEqual(['unavailable'])
    expect(server.asked.watch.map(({ historySeconds }) => historySeconds)).toEqual([600, 60])
  })

  /** Under `script`, which gives it a terminal of its own. */
  function onTerminal(command: string): {
    child: ReturnType<typeof spawn>
    said: () => string
    ended: Promise<number | null>
  } {
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, TERM: 'xterm-256color', COLUMNS: '100', LINES: '40' },
    })
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more
    })
    return { child, said: () => text, ended: new Promise((resolve) => child.once('close', resolve)) }
  }
  const ENTER = '\u001b[?1049h\u001b[?25l'
  const LEAVE = '\u001b[?25h\u001b[?1049l'

  it.each([
    ['q', 'q'],
    ['Ctrl-C', '\u0003'],
  ])('sotto top fills the terminal, and leaves it as it was on %s', async (_, key) => {
    server = await startObserveServer({ frames: [FRAME] })
    const top = `${process.execPath} ${script} top --server ${server.address} --key sk_x`
    const { child, said, ended } = onTerminal(
      `stty rows 40 cols 100; stty -a | md5sum; ${top}; echo "code $?"; stty -a | md5sum`,
    )
    await eventually(said, (text) => text.includes('PROGRAM_EXIT'))
    child.stdin?.write(key)
    expect(await ended).toBe(0)
    const text = said()
    expect(text).toContain(ENTER)
    expect(text.indexOf(LEAVE)).toBeGreaterThan(text.indexOf(ENTER))
    expect(text).toContain('code 0')
    const [before, after] = text.match(/[0-9a-f]{32}/g) ?? []
    expect(after).toBe(before)
    // What it showed: figures, bars, and nothing that a device could have put there to move the cursor.
    expect(text).toContain('1,234 online of 1,500')
    // A sentence that is longer than a line goes on in the next.
    expect(text).toContain('DONE')
    expect(text).toMatch(/submitted +120\.0\/s .*▁▃▅█/)
    expect(text).toContain('PROGRAM_EXIT\\u001b[2J')
  })

  it('the tests have a terminal to give', () => {
    expect(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout).toContain('util-linux')
  })
})

describe('a sparkline', () => {
  it.each([
    [[], 5, ''],
    [[0, 0], 5, '▁▁'],
    [[0, 1, 2, 4], 4, '▁▃▅█'],
    [[9, 1, 2], 2, '▅█'],
  ])('of %j in %i is %s', (values, width, bars) => {
    expect(sparkline(values, width)).toBe(bars)
  })
})
