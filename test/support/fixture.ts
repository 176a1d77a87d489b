import { createHash, randomBytes } from 'node:crypto'
import { type Config, readConfig } from '../../core/config.ts'
import { commandId } from '../../core/ids.ts'
import type { Chance, Clock, Digest } from '../../core/ports/clock.ts'
import type { CommandRecord } from '../../core/ports/messages.ts'

/** Settings with the defaults, but for those given. */
export function testConfig(given: Record<string, unknown> = {}): Config {
  const result = readConfig({ durability: 'everysec', ...given })
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result.config
}

export const chance: Chance = { bytes: (count) => randomBytes(count), unit: () => Math.random() }
export const digest: Digest = { sha256: (text) => createHash('sha256').update(text).digest('hex') }

/** Time that stands until it is moved. */
export function manualClock(now = Date.UTC(2026, 0, 1)): Clock & { advance(ms: number): void } {
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}

export function testCommand(clock: Clock, given: Partial<CommandRecord> = {}): CommandRecord {
  const content = given.content ?? '{"a":1}'
  return {
    commandId: commandId(clock.now(), chance.bytes(12)),
    action: 'lock',
    content,
    contentSha256: digest.sha256(content),
    hook: { applications: ['app'], program: '', arguments: [], interrupt: false },
    clocks: { deliverBy: 86_400, ackBy: 10, lease: 60, completeBy: 900 },
    concurrencyKey: '',
    tags: [],
    supersede: false,
    actor: 'key',
    acceptedAt: clock.now(),
    ...given,
  }
}
