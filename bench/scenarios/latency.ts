import { sottoLatency } from '../ours/latency.ts'
import type { Scenario } from '../scenario.ts'

export const LATENCY = { perSecond: 1_000, seconds: 20, devices: 2_000, burst: 10_000, callers: 64 }

export const latency: Scenario = {
  name: 'latency',
  what: 'open loop at 1,000 messages a second and at half of what one-message submits reach; from when each was due',
  chart: 'resultP99Ms',
  sides: [
    { name: 'sotto', what: 'submit → handler, submit → result event', turn: (bench) => sottoLatency(bench, LATENCY) },
  ],
  targets: [
    { name: 'handler p50 ms at 1,000/s', of: 'sotto.handlerP50Ms', atMost: 5 },
    { name: 'handler p99 ms at 1,000/s', of: 'sotto.handlerP99Ms', atMost: 20 },
    { name: 'result p50 ms at 1,000/s', of: 'sotto.resultP50Ms', atMost: 5 },
    { name: 'result p99 ms at 1,000/s', of: 'sotto.resultP99Ms', atMost: 20 },
    { name: 'result p99 ms at half of most', of: 'sotto.half-resultP99Ms', shown: true },
  ],
}
