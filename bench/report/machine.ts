import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'

export type Machine = { cpu: string; cores: number; memoryGiB: number; kernel: string; node: string; redis: string }

export function describeMachine(): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    redis: said('redis-server', ['--version']) || said('valkey-server', ['--version']),
  }
}

/** The commit, and whether the files differ from it. */
export function describeCommit(): string {
  const cwd = import.meta.dirname
  const changed = said('git', ['-C', cwd, 'status', '--porcelain', '--untracked-files=no']) !== ''
  return `${said('git', ['-C', cwd, 'rev-parse', '--short=12', 'HEAD'])}${changed ? ' with changes' : ''}`
}

/** What a program prints; nothing where it is not installed. */
export function said(program: string, args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
