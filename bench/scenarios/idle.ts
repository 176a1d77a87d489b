import { type Fleet, openFleet } from '../devices/fleet.ts'
import { deviceNames } from '../devices/identity.ts'
import { collectedBytesOf } from '../measure/collected-memory.ts'
import { pause } from '../measure/deadline.ts'
import { startCpuClock } from '../measure/process-cost.ts'
import { startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, type Scenario, scaled } from '../scenario.ts'
import { enrolDevices, startSystem } from '../system.ts'
import { createChecks } from '../verify.ts'

const DEVICES = 5_000
/** More than a heartbeat's interval, so that each channel was pinged. */
const IDLE_SECONDS = 40
const IDLE_SECONDS_LEAST = 5

export const idle: Scenario = {
  name: 'idle',
  what: 'memory and CPU of the server per connected, idle device',
  chart: 'kilobytesPerDevice',
  sides: [
    { name: 'sotto', what: 'over Socket.IO', turn: (bench) => idleOurs(bench, 'socketio') },
    { name: 'sotto-grpc', what: 'over gRPC, a connection a device', turn: (bench) => idleOurs(bench, 'grpc') },
    { name: 'bare', what: 'Socket.IO alone', turn: idleBare },
  ],
  targets: [
    { name: 'memory, of bare Socket.IO', of: 'sotto.kilobytesPerDevice', to: 'bare.kilobytesPerDevice', atMost: 1 },
    { name: 'KB a device, Socket.IO', of: 'sotto.kilobytesPerDevice', atMost: 10.9 },
    { name: 'KB a device, gRPC', of: 'sotto-grpc.kilobytesPerDevice', shown: true },
  ],
}

async function idleOurs(bench: Bench, wire: 'socketio' | 'grpc'): Promise<Figures> {
  const devices = scaled(bench, DEVICES, 50)
  const system = await startSystem({ code: bench.code })
  try {
    await enrolDevices(system, deviceNames(devices))
    const { http, grpc } = system.gateways[0]!
    return await watchIdle(bench, devices, system.pids.gateway[0]!, () =>
      openFleet(wire, [wire === 'grpc' ? grpc : http], devices),
    )
  } finally {
    await system.close()
  }
}

async function idleBare(bench: Bench): Promise<Figures> {
  const devices = scaled(bench, DEVICES, 50)
  const server = startProgram(new URL('../peers/bare-server.ts', import.meta.url))
  try {
    const address = await server.ask<string>('listen')
    return await watchIdle(bench, devices, server.pid, () => openFleet('bare', [address], devices))
  } finally {
    await server.stop()
  }
}

async function watchIdle(bench: Bench, devices: number, pid: number, open: () => Promise<Fleet>): Promise<Figures> {
  const before = await collectedBytesOf(pid)
  const fleet = await open()
  try {
    const seconds = Math.max(IDLE_SECONDS_LEAST, IDLE_SECONDS * Math.min(1, bench.scale))
    const cpu = startCpuClock({ server: [pid] })
    await pause(seconds * 1_000)
    const cpuUs = cpu.spentUs().server!
    const after = await collectedBytesOf(pid)
    const checks = createChecks('idle')
    const open = await fleet.openCount()
    checks.that(open === devices, () => `${open} of ${devices} channels are still open`)
    checks.done()
    return {
      kilobytesPerDevice: (after - before) / 1_000 / devices,
      cpuUsPerDeviceAndSecond: cpuUs / devices / seconds,
    }
  } finally {
    await fleet.close()
  }
}
