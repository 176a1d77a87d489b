import { readFileSync } from 'node:fs'
import { answerQuestions } from '../programs/ask.ts'
import type { Cast } from './process-cost.ts'

/**
 * Looks every few milliseconds what each process is doing, from a process of its own: R runs or wants to, D waits for the
 * disk, S waits for anything else. Redis's time in fsync is no CPU time, and no other figure shows it.
 */
export type StateShares = Record<string, { running: number; disk: number; asleep: number; waitedForCpu: number }>

const SAMPLE_MS = 3
const NS_PER_MS = 1_000_000

let counts: Record<string, { R: number; D: number; S: number }> = {}
let cast: Cast = {}
let waitsBefore: Record<string, number> = {}
let startedAt = 0
let timer: NodeJS.Timeout | undefined

answerQuestions({
  start(pids: Cast) {
    cast = pids
    counts = Object.fromEntries(Object.keys(cast).map((role) => [role, { R: 0, D: 0, S: 0 }]))
    waitsBefore = waits()
    startedAt = performance.now()
    timer = setInterval(sample, SAMPLE_MS)
  },
  stop(): StateShares {
    clearInterval(timer)
    const ms = performance.now() - startedAt
    const after = waits()
    return Object.fromEntries(
      Object.entries(counts).map(([role, { R, D, S }]) => {
        const all = Math.max(1, R + D + S)
        const waitedForCpu =
          ((after[role] ?? 0) - (waitsBefore[role] ?? 0)) / NS_PER_MS / ms / (cast[role]?.length ?? 1)
        return [role, { running: R / all, disk: D / all, asleep: S / all, waitedForCpu }]
      }),
    )
  },
})

function sample(): void {
  for (const [role, pids] of Object.entries(cast)) {
    const count = counts[role]!
    for (const pid of pids) {
      const state = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.charAt(0)
      count[state === 'R' || state === 'D' ? state : 'S']++
    }
  }
}

/** Nanoseconds that the main thread was ready and no core was free. */
function waits(): Record<string, number> {
  const waitOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[1])
  const sum = (pids: number[]): number => pids.reduce((total, pid) => total + waitOf(pid), 0)
  return Object.fromEntries(Object.entries(cast).map(([role, pids]) => [role, sum(pids)]))
}
