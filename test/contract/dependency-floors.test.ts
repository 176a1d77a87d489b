import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

describe('what is installed', () => {
  /** The first version of each that has none of the faults above. */
  const FLOORS: Record<string, string> = {
    ws: '8.21.0',
    'socket.io': '4.6.2',
    'socket.io-parser': '4.2.6',
    'engine.io': '6.4.2',
    '@grpc/grpc-js': '1.14.7',
    bullmq: '6.7.0',
  }

  it.each(Object.entries(FLOORS))('%s is at least %s, everywhere in the lock file', (name, floor) => {
    const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
      packages: Record<string, { version?: string }>
    }
    const versions = Object.entries(lock.packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) && version !== undefined ? [version] : [],
    )
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter((version) => isOlder(version, floor))).toEqual([])
  })

  it('Node is one that bounds resets and header continuations', () => {
    expect(isOlder(process.versions.node, '20.12.1')).toBe(false)
  })
})

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]]
  const at = a.findIndex((part, i) => part !== b[i])
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0)
}
