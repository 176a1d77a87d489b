import { setTimeout as sleep } from 'node:timers/promises'
import type { Block, HookLog, LogBounds, LogPage } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'
import { type Entry, toBlock } from './block.ts'
import type { Client } from './connect.ts'
import { placePrefix } from './keys.ts'

/** A read waits so long for something new; it also bounds how long a new place waits should waking fail. */
const BLOCK_MS = 2_000
/** A read without an answer for so much longer is on a dead connection. */
const ANSWER_SLACK_MS = 3_000
/** How often the log is asked whether it is still the same one. */
const CHECK_MS = 5_000
/** Blocks of one place in one read: at most these are in memory beside what followers hold. */
const BLOCKS_PER_READ = 8
const CATCH_UP_BLOCKS = 8
/** A place that nobody follows is read on for so long, so that followers who come and go cost nothing. */
const LINGER_MS = 5_000
const RETRY_MS = 100
const CHECKS_AT_ONCE = 64
const UNBLOCK_RETRY_MS = 3
const UNBLOCK_TRIES_MAX = 100
/** The largest second part of a stream's id. */
export const LAST_OF_SEQ = '18446744073709551615'

export type HookTail = { follow: HookLog['follow']; close(): Promise<void> }

type Follower = {
  state: 'catching up' | 'live' | 'closed'
  next: number
  onBlock: (block: Block) => void
  onLost: () => void
  patienceMs: number
}
type Followed = {
  place: Place
  key: string
  followers: Set<Follower>
  unfollowedAt: number
  /** Undefined until the log was asked where it is. */
  log: { epoch: string; next: number; last: Block | undefined } | undefined
}

/**
 * The one reader of new blocks for all places it is given: a blocking read on a connection of its own, handed to every
 * follower. After a reconnect, and now and then, it proves that the log is still the one it has read: same epoch, not
 * shorter, and the last block that it saw is still there byte for byte. If not, the epoch is changed (once, whoever is
 * first) before the followers hear of it [H3].
 */
export function createHookTail(given: {
  connection: Client
  /** True: it was blocked, and is not any more. */
  unblock: ((clientId: string) => Promise<boolean>) | undefined
  read(place: Place, fromSeq: number, blocksMax: number): Promise<LogPage>
  regress(place: Place, epoch: string): Promise<LogBounds>
  onIdle(): void
}): HookTail {
  const { connection, unblock, read, regress, onIdle } = given
  const places = new Map<string, Followed>()
  let closed = false
  /** Counts changes of `places`; a read under way knows those up to its own number. */
  let version = 0
  let readVersion = 0
  let clientId = ''
  let proved = false
  let checkedAt = 0
  let stir: () => void = () => undefined
  connection.on('close', () => {
    proved = false
    clientId = ''
  })
  // What is wrong with the connection shows in the reads; without a listener it would end the process.
  connection.on('error', () => undefined)
  const running = run()

  return {
    follow(place, fromSeq, onBlock, onLost, patienceMs = 0) {
      const follower: Follower = { state: 'catching up', next: fromSeq, onBlock, onLost, patienceMs }
      const followed = followedOf(place)
      followed.followers.add(follower)
      // It may be less patient than those that are there.
      stir()
      if (followed.log?.next === fromSeq) follower.state = 'live'
      else void catchUp(followed, follower)
      return {
        close() {
          follower.state = 'closed'
          followed.followers.delete(follower)
          followed.unfollowedAt = performance.now()
        },
      }
    },
    async close() {
      closed = true
      stir()
      connection.disconnect()
      await running
    },
  }

  function followedOf(place: Place): Followed {
    const key = `${placePrefix(place)}ev`
    const known = places.get(key)
    if (known) return known
    const followed: Followed = { place, key, followers: new Set(), unfollowedAt: 0, log: undefined }
    places.set(key, followed)
    return followed
  }

  /** Until the follower is where the reader is: then, in the same turn, it goes live. */
  async function catchUp(followed: Followed, follower: Follower): Promise<void> {
    while (isOpen(follower)) {
      try {
        const page = await read(followed.place, follower.next, CATCH_UP_BLOCKS)
        if (!isOpen(follower)) return
        if (!followed.log) {
          followed.log = { epoch: page.epoch, next: page.tailSeq + 1, last: undefined }
          version++
          stir()
          void wake()
        }
        if (page.epoch !== followed.log.epoch || follower.next > page.tailSeq + 1) {
          await lose(followed, page)
          return
        }
        for (const block of page.blocks) give(follower, block)
        const isCaughtUp = follower.next >= followed.log.next
        // All that the reader has had was there, and nothing of it is kept any more.
        const isTrimmed = page.blocks.length === 0 && page.tailSeq + 1 >= followed.log.next
        if (isCaughtUp || isTrimmed) {
          follower.state = 'live'
          return
        }
      } catch {
        // The store is away: wait for it.
        await sleep(RETRY_MS)
      }
    }
  }

  async function run(): Promise<void> {
    while (!closed) {
      forgetUnfollowed()
      const known = [...places.values()].filter((followed) => followed.log)
      if (known.length === 0) await stirred(LINGER_MS)
      else await turn(known)
    }
  }

  async function turn(known: Followed[]): Promise<void> {
    try {
      if (connection.status !== 'ready') await untilReady()
      if (!clientId && unblock) clientId = String(await bounded(connection.call('CLIENT', 'ID'), BLOCK_MS))
      if (!proved || performance.now() - checkedAt > CHECK_MS) {
        await check(known, !proved)
        proved = connection.status === 'ready'
        checkedAt = performance.now()
      }
      const isBehind = await readNew(known.filter((followed) => followed.log))
      const waitMs = isBehind ? 0 : patience(known)
      if (waitMs > 0) await stirred(waitMs)
    } catch {
      // The store is away. Nothing is lost: each reader goes on from where it stands, when the connection has proved itself.
      proved = false
      if (!closed) await sleep(RETRY_MS * (0.5 + Math.random()))
    }
  }

  /** What comes within the time that all who follow can wait is read at once. */
  function patience(known: Followed[]): number {
    let least = Number.POSITIVE_INFINITY
    for (const { followers } of known) for (const { patienceMs } of followers) least = Math.min(least, patienceMs)
    return closed || least === Number.POSITIVE_INFINITY ? 0 : least
  }

  /** Gives whether there may be more already. */
  async function readNew(known: Followed[]): Promise<boolean> {
    if (known.length === 0) return false
    readVersion = version
    const keys = known.map(({ key }) => key)
    const after = known.map(({ log }) => `${(log?.next ?? 1) - 1}-${LAST_OF_SEQ}`)
    const reply = await bounded(
      connection.callBuffer(
        'XREAD',
        ...['COUNT', BLOCKS_PER_READ, 'BLOCK', BLOCK_MS],
        ...['STREAMS', ...keys, ...after],
      ),
      BLOCK_MS + ANSWER_SLACK_MS,
    )
    readVersion = Number.POSITIVE_INFINITY
    let isBehind = false
    for (const [key, entries] of pairs(reply)) {
      const followed = places.get(String(key))
      isBehind ||= entries.length === BLOCKS_PER_READ
      for (const entry of entries) if (followed) await take(followed, toBlock(entry))
    }
    return isBehind
  }

  async function take(followed: Followed, block: Block): Promise<void> {
    // A hole: trimmed before it was read, or another log that has grown past the old one.
    if (followed.log && block.firstSeq !== followed.log.next) await check([followed], true)
    const { log } = followed
    if (!log || block.firstSeq < log.next) return
    log.next = block.firstSeq + block.count
    log.last = block
    for (const follower of followed.followers) if (follower.state === 'live') give(follower, block)
  }

  async function check(known: Followed[], prove: boolean): Promise<void> {
    for (let i = 0; i < known.length; i += CHECKS_AT_ONCE) {
      await Promise.all(known.slice(i, i + CHECKS_AT_ONCE).map((followed) => checkOne(followed, prove)))
    }
  }

  async function checkOne(followed: Followed, prove: boolean): Promise<void> {
    const { log } = followed
    if (!log) return
    const page = await read(followed.place, log.last?.firstSeq ?? log.next, prove && log.last ? 1 : 0)
    if (followed.log === log && !isSame(log, page)) await lose(followed, page)
  }

  /** A log that lost its tail bears the old epoch until somebody sees it. */
  async function lose(followed: Followed, page: LogPage): Promise<void> {
    if (page.epoch === followed.log?.epoch) await regress(followed.place, page.epoch)
    if (places.get(followed.key) === followed) places.delete(followed.key)
    followed.log = undefined
    const followers = [...followed.followers]
    followed.followers.clear()
    for (const follower of followers) {
      if (follower.state === 'closed') continue
      follower.state = 'closed'
      follower.onLost()
    }
  }

  /** A read that has been sent may not have reached the server, so waking is tried until the read returns. */
  async function wake(): Promise<void> {
    try {
      for (let i = 0; i < UNBLOCK_TRIES_MAX && unblock && clientId && readVersion < version; i++) {
        if (await unblock(clientId)) return
        await sleep(UNBLOCK_RETRY_MS)
      }
    } catch {
      // Then the read ends by itself after BLOCK_MS.
      return
    }
  }

  function forgetUnfollowed(): void {
    const before = places.size
    for (const [key, { followers, unfollowedAt }] of places) {
      if (followers.size === 0 && performance.now() - unfollowedAt > LINGER_MS) places.delete(key)
    }
    if (before > 0 && places.size === 0) onIdle()
  }

  function stirred(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      stir = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function untilReady(): Promise<void> {
    let stopListening = (): void => undefined
    const ready = new Promise<void>((resolve) => {
      connection.once('ready', resolve)
      stopListening = () => connection.off('ready', resolve)
    })
    // In a long outage this is tried again and again.
    await bounded(ready, BLOCK_MS).finally(() => stopListening())
  }

  /**
   * ioredis neither answers nor refuses what was under way on a connection that broke, so that is watched here; and a
   * connection that has died without a word is replaced.
   */
  function bounded<T>(answer: Promise<T>, ms: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (connection.status === 'ready') connection.disconnect(true)
        end(() => reject(new Error('The store did not answer in time.')))
      }, ms)
      const onClose = () => end(() => reject(new Error('The connection to the store has closed.')))
      const end = (settle: () => void) => {
        clearTimeout(timer)
        connection.off('close', onClose)
        connection.off('end', onClose)
        settle()
      }
      connection.on('close', onClose)
      connection.on('end', onClose)
      answer.then(
        (value) => end(() => resolve(value)),
        (error) => end(() => reject(error)),
      )
    })
  }
}

const isOpen = (follower: Follower): boolean => follower.state !== 'closed'

function give(follower: Follower, block: Block): void {
  if (follower.state === 'closed' || block.firstSeq + block.count <= follower.next) return
  follower.next = block.firstSeq + block.count
  follower.onBlock(block)
}

function isSame(log: NonNullable<Followed['log']>, page: LogPage): boolean {
  if (page.epoch !== log.epoch || page.tailSeq < log.next - 1) return false
  const [block] = page.blocks
  // Not asked for; or trimmed since.
  if (!log.last || !block || block.firstSeq >= log.last.firstSeq + log.last.count) return true
  return block.firstSeq === log.last.firstSeq && Buffer.compare(block.data, log.last.data) === 0
}

/** XREAD's reply: a list of pairs, or the same as one flat list (a map of RESP3). */
function pairs(reply: unknown): [Buffer, Entry[]][] {
  if (!Array.isArray(reply)) return []
  if (Array.isArray(reply[0])) return reply as [Buffer, Entry[]][]
  const flat: [Buffer, Entry[]][] = []
  for (let i = 0; i + 1 < reply.length; i += 2) flat.push([reply[i] as Buffer, reply[i + 1] as Entry[]])
  return flat
}
