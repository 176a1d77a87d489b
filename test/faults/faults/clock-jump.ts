import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ActorKind, partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

const VICTIMS: readonly ActorKind[] = ['gateway', 'worker', 'fleet', 'agent', 'application', 'subscriber']
const HOUR_S = 3_600
const FOR_MS = [5_000, 40_000] as const
/** Where Debian puts it. */
const LIBRARIES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((arch) => `/usr/lib/${arch}/faketime/libfaketime.so.1`)

/**
 * The wall clock of one process jumps by an hour while it runs, and back when it is healed. It is started anew under
 * libfaketime for that, before the jump; the monotonic clock stays what it is, as it does on a machine whose clock is set.
 */
export const clockJump: Fault<{ actor: string; seconds: number }> = {
  name: 'clock-jump',
  weight: 1,
  missing: () => (libfaketime() ? undefined : 'libfaketime is not installed (Debian: apt-get install faketime)'),
  plan(random, cast, ms) {
    const parts = partsOf(cast, random.pick(VICTIMS))
    if (parts.length === 0) return undefined
    const { name } = random.pick(parts)
    const forMs = random.whole(FOR_MS[0], Math.max(FOR_MS[0], Math.min(FOR_MS[1], ms)))
    return { targets: [name], forMs, detail: { actor: name, seconds: random.pick([-HOUR_S, HOUR_S]) } }
  },
  async inject({ actor: name, seconds }, world) {
    const actor = world.actor(name)
    const file = join(world.folder, `${name}.faketime`)
    const set = (offset: number): void => writeFileSync(file, `${offset < 0 ? '' : '+'}${offset}\n`)
    set(0)
    await actor.terminate()
    await actor.start({ environment: fakeTime(file) })
    set(seconds)
    return async () => {
      set(0)
      await actor.terminate()
      await actor.start()
    }
  },
}

const libfaketime = (): string | undefined => LIBRARIES.find((path) => existsSync(path))

/** What puts a process under the clock of a file, which holds the seconds by which it is off. */
export function fakeTime(file: string): Record<string, string> {
  return {
    LD_PRELOAD: libfaketime() ?? '',
    FAKETIME_TIMESTAMP_FILE: file,
    // Each look at the time would read the file.
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
  }
}
