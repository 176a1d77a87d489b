// Many simulated devices in one process, which is killed and stopped as one.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { mutantOf } from '../mutants/index.ts'
import { openDevice } from './device/device.ts'
import { openJournal } from './device/journal.ts'
import { takeSeat } from './seat.ts'
import { createTraps } from './traps.ts'

const REPORT_MS = 300

const { seat, history, random, onWord, report, ready } = takeSeat()
const { part, doors, folder, life } = seat
if (part.kind !== 'fleet') throw new Error(`${part.name} is no fleet.`)

const mutation = mutantOf(seat.mutant).device ?? {}
const traps = createTraps(history)
mkdirSync(join(folder, 'journals'), { recursive: true })
const journal = openJournal(join(folder, 'journals', `${part.name}.jsonl`), mutation.journal ?? 'disk')
const ports = part.wire === 'grpc' ? doors.devicesGrpc : doors.devicesHttp
const devices = part.devices.map((device) =>
  openDevice({
    ...{ device, wire: part.wire, ports, history, journal, traps, life, mutation },
    random: random.fork(device),
  }),
)
onWord((word) => {
  traps.hear(word)
  if (word.say === 'storm') for (const device of devices) device.storm(word.twins)
})
setInterval(() => {
  report({
    open: devices.filter((device) => device.isOpen()).length,
    settled: devices.filter((device) => device.isSettled()).length,
    of: devices.length,
  })
}, REPORT_MS)
ready()
