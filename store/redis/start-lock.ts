import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from './process-alive.ts'

/** A start that is older either listens by now, which its socket says, or has died: both make its lock worthless. */
const heldMsMax = 20_000

/**
 * Runs `start` while nobody else does on this folder; throws at once when somebody is at it. From the look at the
 * folder until the server listens nobody else may look: of two servers that start together, each would take the
 * socket's name from the other and write to the other's file.
 */
export async function withStartLock<Result>(folder: string, start: () => Promise<Result>): Promise<Result> {
  const lock = join(folder, 'redis.starting')
  if (!(await take(lock))) {
    if (await isHeld(lock)) throw startsNow(folder)
    await rm(lock, { force: true })
    if (!(await take(lock))) throw startsNow(folder)
  }
  try {
    return await start()
  } finally {
    await rm(lock, { force: true })
  }
}

/** False when the lock is there already. */
async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid}`, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // Made and not written, as on a full disk: left behind, it would keep everybody out for its time.
    await rm(lock, { force: true })
    throw error
  }
}

async function isHeld(lock: string): Promise<boolean> {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)])
    // Empty: just made, and its age decides alone, as it does when the number belongs to another process by now.
    return Date.now() - mtimeMs < heldMsMax && (holder === '' || isAlive(Number(holder)))
  } catch {
    return false
  }
}

function startsNow(folder: string): Error {
  return new Error(
    `Another process starts the Redis of the data folder ${folder} at this moment: try again, or choose another data folder.`,
  )
}
