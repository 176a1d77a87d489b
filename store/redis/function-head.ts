import type { Config } from '../../core/config.ts'
import type { Chance, Clock } from '../../core/ports/clock.ts'

/** The arguments that every function begins with; functions/shared/call.lua says which. */
export function createHead(config: Config, clock: Clock, chance: Chance): () => number[] {
  const fixed = [config.attemptsMax, config.retryBaseMs, config.retryCapMs]
  const retentionMs = config.messageRetentionDays * 86_400_000
  const graceMs = config.lateGraceSeconds * 1_000
  return () => [clock.now(), retentionMs, graceMs, Math.floor(chance.unit() * 0x7fffffff), ...fixed]
}
