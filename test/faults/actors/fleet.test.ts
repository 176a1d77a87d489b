import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createActor } from '../actor.ts'
import type { Part } from '../cast.ts'
import { openHistory, readHistories } from '../history.ts'
import { openJournal } from './device/journal.ts'

const D = 'fleet-a-000'
const M = 'm1m83k2943xgtz1p30g3n6000000'
const part: Part = { name: 'fleet-a', kind: 'fleet', wire: 'socketio', devices: [D] }

it('[D4] devices that come back and are not let in begin nothing: they do not know the time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-fleet-'))
  for (const name of ['logs', 'journals']) mkdirSync(join(folder, name))
  const expired = { messageId: M, attempt: 1, contentSha256: '', deliverByAt: Date.now() - 5_000, leaseSeconds: 4 }
  const content = JSON.stringify({ do: 'work', ms: 1 })
  openJournal(join(folder, 'journals', 'fleet-a.jsonl'), 'disk').set(D, M, {
    state: 'received',
    deliver: { ...expired, content },
  })
  let tries = 0
  const door = createServer((socket) => {
    tries++
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  const devicesHttp = [(door.address() as AddressInfo).port]
  const fleet = createActor({
    ...{ part, folder, environment: {}, history: openHistory(folder, 'orchestrator') },
    seat: (life) => ({
      ...{ part, cast: { parts: [part], ways: [] }, folder, seed: 'back', mutant: '', key: '', rate: 1, life },
      doors: { devicesHttp, devicesGrpc: [], applications: [], subscribers: [] },
    }),
  })
  try {
    await fleet.start()
    await eventually(
      () => tries,
      (count) => count >= 3,
    )
    expect([...readHistories(folder).lines('fleet-a')]).toEqual([])
  } finally {
    await fleet.close()
    door.close()
    rmSync(folder, { recursive: true })
  }
})
