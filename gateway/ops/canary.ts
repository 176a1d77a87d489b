import { randomUUID } from 'node:crypto'
import type { World } from '../../core/ports/world.ts'

/** Ready as long as the newest canary to come through is at most this many intervals old. */
const INTERVALS_MAX = 3
const PLACE = { tenant: 'system', partition: 0 }

export type Canary = {
  /** How it stands: ready, and the milliseconds since the last one came through; undefined: none has yet. */
  state(): { ready: boolean; ageMs: number | undefined }
  close(): void
}

/**
 * [B6] Readiness is proved, not asked for: a token goes into the outbox, a job for it through the queue to a worker, the
 * worker's event into the log, and the log's tail back here. Whatever part is dead, the token does not come.
 */
export function startCanary(
  world: Pick<World, 'config' | 'messages' | 'work' | 'hookLog'>,
  onProblem: (error: Error) => void,
): Canary {
  const everyMs = world.config.canarySeconds * 1_000
  let token = Buffer.from(randomUUID())
  let seenAt: number | undefined
  let tail: { close(): void } | undefined
  let closed = false

  function follow(fromSeq: number): void {
    if (closed) return
    tail = world.hookLog.follow(
      PLACE,
      fromSeq,
      ({ data }) => {
        if (Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(token)) seenAt = performance.now()
      },
      () => {
        tail?.close()
        tail = undefined
      },
    )
  }

  async function send(): Promise<void> {
    if (!tail) follow((await world.hookLog.bounds(PLACE)).tailSeq + 1)
    token = Buffer.from(randomUUID())
    const { kick } = await world.messages.canary(PLACE, token.toString())
    if (kick > 0) world.work.kick(PLACE, kick)
  }

  const timer = setInterval(() => void send().catch(onProblem), everyMs)
  send().catch(onProblem)
  return {
    state() {
      const ageMs = seenAt === undefined ? undefined : performance.now() - seenAt
      return { ready: ageMs !== undefined && ageMs <= INTERVALS_MAX * everyMs, ageMs }
    },
    close() {
      closed = true
      clearInterval(timer)
      tail?.close()
    },
  }
}
