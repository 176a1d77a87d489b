// `npm run screenshots`: the pictures of docs/images/, of a real gateway with devices that have been busy for a minute.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSotto } from '../../clients/sdk/index.ts'
import { seen } from './seen.ts'
import { ABSENT, type Stage, setStage } from './stage.ts'

const FOLDER = join(import.meta.dirname, '../../docs/images')
const BYTES_MAX = 300 * 1024
/** So long that the charts have something to show. */
const BUSY_MS = 75_000
const BEAT_MS = 250
const ACTIONS = ['lock', 'locate', 'collect-logs', 'collect-logs', 'lock'] as const

const stage = await setStage()
try {
  await declareActions(stage)
  const sotto = createSotto({ address: stage.deployment.grpc, key: stage.keys.operator })
  const watches = ['ledger', 'inventory'].map((subscription) => sotto.watch({ subscription, member: 'worker-1' }))
  void Promise.all(watches.map(drain))
  await beBusy(stage)
  await take(stage)
  sotto.close()
} finally {
  await stage.closePages()
  await stage.close()
}

async function drain(watch: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of watch);
}

async function declareActions({ call }: Stage): Promise<void> {
  const logs = {
    type: 'object',
    required: ['level'],
    properties: {
      level: { enum: ['info', 'warn', 'error'], default: 'warn', title: 'Level' },
      days: { type: 'integer', minimum: 1, maximum: 30, title: 'Days back' },
      redact: { type: 'boolean', title: 'Take names out' },
    },
  }
  for (const name of ['lock', 'locate', 'update-app', 'wipe', 'restart', 'watch'])
    await call('FleetService/PutAction', { action: { name, description: '', schema: '' } })
  await call('FleetService/PutAction', {
    action: { name: 'collect-logs', description: 'Collects log files and seals them.', schema: JSON.stringify(logs) },
  })
}

/** A load that swells and ebbs, with a few things that go wrong. */
async function beBusy({ submit, fleet }: Stage): Promise<void> {
  const some = (count: number): string[] => {
    const from = Math.floor(Math.random() * (fleet.names.length - count))
    return fleet.names.slice(from, from + count)
  }
  const until = Date.now() + BUSY_MS
  for (let beat = 0; Date.now() < until; beat++) {
    const count = Math.round(6 + 4 * Math.sin(beat / 20) + Math.random() * 2)
    const action = ACTIONS[beat % ACTIONS.length] ?? 'lock'
    await submit(action, some(count), action === 'collect-logs' ? { params: { level: 'warn', days: 2 } } : {})
    if (beat % 9 === 0) await submit('update-app', some(1))
    if (beat % 31 === 0) await submit('wipe', some(1))
    if (beat % 40 === 0) await submit('restart', some(2))
    if (beat % 16 === 0) await submit('lock', [ABSENT[beat % ABSENT.length] ?? ABSENT[0]])
    await sleep(BEAT_MS)
  }
  await submit('watch', some(4))
}

async function take(stage: Stage): Promise<void> {
  const device = stage.fleet.names[5] ?? ''
  const [messageId] = await stage.submit('collect-logs', [device], {
    params: { level: 'warn', days: 2, redact: true },
    tags: ['nightly'],
  })
  await sleep(1_000)
  await picture(stage, 'overview', '/', 'dark', '.sidebar .live[data-state=live]')
  await picture(stage, 'messages', '/messages', 'light', '.list-body .row')
  await picture(stage, 'message', `/messages/${messageId}`, 'light', '.lane')
  await picture(stage, 'device', `/devices/${device}`, 'dark', '.list-body .row')
  await picture(stage, 'hooks', '/hooks?from=earliest', 'light', '.list-body .row')
  await picture(stage, 'queues', '/work', 'light', '.queue-cards .card')
}

async function picture(
  stage: Stage,
  name: string,
  address: string,
  theme: 'light' | 'dark',
  ready: string,
): Promise<void> {
  const page = await stage.open('admin', address, { theme })
  await seen(page.locator(ready))
  // Figures come with the stream's next beats.
  await sleep(3_000)
  const path = join(FOLDER, `${name}.png`)
  await page.screenshot({ path })
  const { size } = statSync(path)
  process.stdout.write(`${name}.png: ${Math.round(size / 1024)} KiB\n`)
  if (size > BYTES_MAX) throw new Error(`${path} is larger than ${BYTES_MAX} bytes.`)
}
