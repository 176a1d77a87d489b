import type { Config } from '../../core/config.ts'
import type { Chance, Clock } from '../../core/ports/clock.ts'

/** The arguments that every function begins with; functions/shared/call.lua says which. */
export type Head = () => (string | number)[]

export function createHead(config: Config, clock: Clock, chance: Chance): Head {
  const retentionMs = config.messageRetentionDays * 86_400_000
  const graceMs = config.lateGraceSeconds * 1_000
  const settings = [retentionMs, graceMs, config.attemptsMax, config.retryBaseMs, config.retryCapMs].join(' ')
  return () => [clock.now(), Math.floor(chance.unit() * 0x7fffffff), settings]
}
