import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type FolderLock = { release(): Promise<void> }

/** Who holds it. A process identifier comes again, so on Linux the time at which the process started is beside it. */
type Holder = { pid: number; startedAt: string }

/** Two agents on one journal would run a message twice. The lock of a process that died is taken over. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock')
  const mine = join(folder, `lock.${randomUUID()}`)
  const content = JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) } satisfies Holder)
  await writeFile(mine, content, { mode: 0o600 })
  try {
    if (!(await linkNew(mine, path))) {
      await removeStale(path)
      if (!(await linkNew(mine, path))) throw inUse(folder)
    }
  } finally {
    await rm(mine, { force: true })
  }
  return { release: () => rm(path, { force: true }) }

  async function removeStale(held: string): Promise<void> {
    const before = await readOrNothing(held)
    if (before === undefined) return
    if (await isAlive(before)) throw inUse(folder)
    const aside = join(folder, `lock.${randomUUID()}`)
    await rename(held, aside).catch(ignoreMissing)
    // Another process may have taken it over in between: then what was moved aside is its lock, and goes back.
    const moved = await readOrNothing(aside)
    if (moved !== undefined && moved !== before) await linkNew(aside, held)
    await rm(aside, { force: true })
  }
}

const inUse = (folder: string): Error =>
  new Error(`Another agent uses the folder ${folder}. Stop it, or give this one a folder of its own.`)

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isAlive(content: string): Promise<boolean> {
  const holder = parse(content)
  if (!holder) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return (await startOf(holder.pid)) === holder.startedAt
}

function parse(content: string): Holder | undefined {
  try {
    return JSON.parse(content) as Holder
  } catch {
    // Written by nobody: a lock is linked only when it is whole.
    return undefined
  }
}

/** Clock ticks since boot at which the process started, and the boot; empty where there is no /proc. */
async function startOf(pid: number): Promise<string> {
  const stat = await readOrNothing(`/proc/${pid}/stat`)
  const boot = await readOrNothing('/proc/sys/kernel/random/boot_id')
  // The name in brackets may have spaces; the start is the 22nd field, the 20th behind it.
  return stat === undefined ? '' : `${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]} ${boot?.trim() ?? ''}`
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    ignoreMissing(error)
    return undefined
  }
}

function ignoreMissing(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'ENOENT' && code !== 'ESRCH') throw error
}
