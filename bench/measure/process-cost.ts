import { readFileSync } from 'node:fs'

/** Linux counts the time of a process in hundredths of a second. */
const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4_096

/** User and system CPU time since the process began, in microseconds. */
export function cpuUsOf(pid: number): number {
  // The second field is the name in parentheses, and may hold blanks; utime is the 14th field, stime the 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000_000
}

export function residentBytesOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES
}

/** Processes by what they do, for example { gateway: [17], redis: [18] }. */
export type Cast = Record<string, number[]>

/** CPU that each part of the cast spends from now until `spent` is called, in microseconds. */
export function startCpuClock(cast: Cast): { spentUs(): Record<string, number> } {
  const sum = (pids: number[]): number => pids.reduce((total, pid) => total + cpuUsOf(pid), 0)
  const before = Object.fromEntries(Object.entries(cast).map(([role, pids]) => [role, sum(pids)]))
  return {
    spentUs: () =>
      Object.fromEntries(Object.entries(cast).map(([role, pids]) => [role, sum(pids) - (before[role] ?? 0)])),
  }
}
