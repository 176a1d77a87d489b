// A real agent in a process of its own, with its journal on the disk; only the journal's port is wrapped, to see and to crash.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { privateKeyOf } from '../../../bench/devices/identity.ts'
import { createAgent, defer, Failed, fileJournal, type Journal, Rejected } from '../../../clients/agent/index.ts'
import { promptClock } from '../../support/prompt-clock.ts'
import { TENANT } from './device/channels.ts'
import { takeSeat } from './seat.ts'
import { createTraps } from './traps.ts'

const REPORT_MS = 300
const { seat, history, random, onWord, report, ready } = takeSeat()
const { part, doors, folder } = seat
if (part.kind !== 'agent') throw new Error(`${part.name} is no agent.`)
const d = part.device
const traps = createTraps(history)
onWord(traps.hear)

const journal = watched(fileJournal({ folder: join(folder, 'journals', part.name) }))
const door = random.pick(part.wire === 'grpc' ? doors.devicesGrpc : doors.devicesHttp)
const agent = createAgent({
  server: `${part.wire === 'grpc' ? 'grpc' : 'http'}://127.0.0.1:${door}`,
  identity: {
    ...{ tenant: TENANT, deviceId: d, epoch: 1 },
    privateKey: privateKeyOf(d).export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  },
  journal,
  clock: promptClock,
  actions: {
    act: async ({ messageId: m, params, attempt, progress, signal }) => {
      const { do: what, ms } = params as { do: string; ms: number }
      if (what === 'reject') throw new Rejected('NOT_ALLOWED')
      if (what === 'defer' && attempt === 1) return defer({ afterMs: ms, reason: 'BUSY' })
      traps.pass('journalled, not done')
      history.write({ is: 'effect', d, m })
      traps.pass('done, not journalled')
      if (what === 'fail') throw new Failed('BROKEN')
      if (what === 'work') progress(random.whole(1, 99), 'at it')
      if (what !== 'quick') await sleep(ms, undefined, { signal })
      return ''
    },
  },
})
agent.on('state', (state) => {
  if (state.is === 'open') history.write({ is: 'open', d, session: '', resumed: false, channel: 0 })
})
setInterval(
  () =>
    report({
      open: agent.state.is === 'open' ? 1 : 0,
      settled: agent.state.is === 'open' && isSettled() ? 1 : 0,
      of: 1,
    }),
  REPORT_MS,
)
await agent.start()
ready()

/** [D1] What the agent does follows from what it has written there: so this is what it got, and what it will say. */
function watched(inner: Journal): Journal {
  return {
    open: (owner) => inner.open(owner),
    get entries() {
      return inner.entries
    },
    async append(record) {
      const { messageId: m } = record
      const said = (what: string, sha = '', code = '') =>
        history.write({ is: 'said', d, m, what, channel: 0, sha, code })
      if (record.type === 'received') {
        const { attempt, content, deliverByAt } = record.deliver
        const sha = createHash('sha256').update(content).digest('hex')
        history.write({ is: 'got', d, m, attempt, sha, deliverByAt: Number(deliverByAt) })
        said('receipt', sha)
      }
      if (record.type === 'started') {
        const entry = inner.entries.get(m)
        const deliverByAt = entry && 'deliver' in entry ? Number(entry.deliver.deliverByAt) : 0
        history.write({ is: 'starts', d, m, deliverByAt })
        said('progress')
      }
      if (record.type === 'ended') {
        const { status, outcome, contentSha256 } = record.ending
        said(status.slice('STATUS_'.length).toLowerCase(), contentSha256, outcome.code)
      }
      if (record.type === 'deferred') said('defer')
      if (record.type === 'canceled') said('canceled')
      await inner.append(record)
    },
    close: () => inner.close(),
  }
}

function isSettled(): boolean {
  for (const entry of journal.entries.values()) if (!('isSettled' in entry) || !entry.isSettled) return false
  return true
}
