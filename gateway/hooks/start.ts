import { SottoError } from '../../core/errors.ts'
import type { HookLog } from '../../core/ports/hook-log.ts'
import type { Position } from '../../core/ports/subscriptions.ts'
import type { Start__Output } from '../../proto/gen/sotto/v1/Start.ts'
import type { Cursors } from './cursor.ts'

/** Where to begin in each partition, and since when that is known to be right. */
export type StartPoint = { positions: Position[]; since: number }

export type Starts = {
  /** @throws SottoError BAD_CURSOR, INVALID_FIELD */
  resolve(tenant: string, start: Start__Output | null | undefined): Promise<StartPoint>
}

export function createStarts(world: { log: HookLog; cursors: Cursors; partitions: number; now(): number }): Starts {
  const { log, cursors, partitions, now } = world

  return {
    async resolve(tenant, start) {
      if (start?.at === 'cursor') {
        const { positions, issuedAt } = cursors.decode(tenant, start.cursor ?? '')
        return { positions, since: issuedAt }
      }
      const seqOf = seqFinder(start)
      const since = now()
      const positions = await Promise.all(
        Array.from({ length: partitions }, async (_, partition) => {
          const place = { tenant, partition }
          const bounds = await log.bounds(place)
          return { partition, epoch: bounds.epoch, seq: await seqOf(place, bounds) }
        }),
      )
      return { positions, since }
    },
  }

  function seqFinder(start: Start__Output | null | undefined) {
    const time = start?.time ?? 0
    switch (start?.at) {
      case 'earliest':
        return (_: unknown, { firstSeq }: { firstSeq: number }) => firstSeq
      case 'time':
        if (!Number.isSafeInteger(time) || time < 0)
          throw new SottoError('INVALID_FIELD', { detail: 'start.time is no Unix time in ms', field: 'start.time' })
        return (place: { tenant: string; partition: number }) => log.seqAtTime(place, time)
      default:
        return (_: unknown, { tailSeq }: { tailSeq: number }) => tailSeq + 1
    }
  }
}
