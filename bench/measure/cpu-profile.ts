import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type ProfileNode = { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }
type CpuProfile = { nodes: ProfileNode[]; samples: number[]; startTime: number; timeDeltas: number[] }

export type Hot = { where: string; us: number }

/**
 * The functions, and the files or packages, in which a process spent its time in that window of the monotonic clock; the
 * most first. Without what was idle.
 */
export function readCpuProfiles(
  folder: string,
  window: { fromUs: number; toUs: number },
): { functions: Hot[]; places: Hot[] } {
  const functions = new Map<string, number>()
  const places = new Map<string, number>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    const { nodes, samples, startTime, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
    let at = startTime
    samples.forEach((id, i) => {
      at += timeDeltas[i] ?? 0
      if (at < window.fromUs || at > window.toUs) return
      const frame = frames.get(id)
      if (!frame || frame.functionName === '(idle)') return
      const us = timeDeltas[i] ?? 0
      const place = placeOf(frame.url) || frame.functionName
      add(places, place, us)
      add(functions, `${frame.functionName || '(anonymous)'} ${place}:${frame.lineNumber + 1}`, us)
    })
  }
  return { functions: most(functions), places: most(places) }
}

/** A package's name, a file of ours from the checkout, or a module of Node. */
function placeOf(url: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)
  if (inPackage) return inPackage[1]!
  return /(?:dist|bench)\/.*$/.exec(url)?.[0] ?? url.replace(/^file:\/\/.*\//, '')
}

const add = (sums: Map<string, number>, name: string, us: number): void =>
  void sums.set(name, (sums.get(name) ?? 0) + us)

const most = (sums: Map<string, number>): Hot[] =>
  [...sums].map(([where, us]) => ({ where, us })).sort((a, b) => b.us - a.us)
