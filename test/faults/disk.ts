import { execFile, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A disk of the store's own, that can lose its power and be full: an ext4 file system in a file. What a process wrote there
 * and did not fsync is in the kernel's memory only, and not in that file: so a copy of the file is what a power loss leaves.
 */
export type Disk = {
  /** The folder it is mounted on. */
  readonly folder: string
  /** What was not fsynced is gone. No process may have a file open there. */
  losePower(): Promise<void>
  /** Not one more byte goes in, until it is taken back. */
  fill(): () => void
  close(): Promise<void>
}

const BYTES = 384 * 1024 * 1024
const PROGRAMS = ['/usr/sbin/mkfs.ext4', '/sbin/mkfs.ext4']
const BALLAST = 'ballast'
const BALLAST_CHUNK_BYTES = 1024 * 1024

/** Why there can be none on this machine. */
export function missingDisk(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux, to mount a file system of its own'
  if (process.getuid?.() !== 0) return 'it needs root, to mount a file system of its own'
  if (!existsSync('/dev/loop-control')) return 'it needs loop devices (/dev/loop-control)'
  if (!PROGRAMS.some((path) => existsSync(path)))
    return 'mkfs.ext4 is not installed (Debian: apt-get install e2fsprogs)'
  return undefined
}

/** @param folder made when missing; @param images where its files are kept */
export async function openDisk(folder: string, images: string): Promise<Disk> {
  let generation = 0
  const image = (): string => join(images, `disk-${generation}.img`)
  await mkdir(folder, { recursive: true })
  await writeFile(image(), '')
  await truncate(image(), BYTES)
  await run('mkfs.ext4', ['-q', '-F', '-m', '0', image()])
  const mount = () => run('mount', ['-o', 'loop', image(), folder])
  const unmount = () => run('umount', [folder])
  await mount()
  // Of a run that breaks down nothing may stay mounted.
  const atExit = (): void => void spawnSync('umount', ['--lazy', folder])
  process.once('exit', atExit)
  const ballast = join(folder, BALLAST)
  let busy = Promise.resolve()
  async function losePower(): Promise<void> {
    const lost = image()
    generation++
    // First the copy: unmounting writes out what a power loss would not have.
    await run('cp', ['--sparse=always', lost, image()])
    await unmount()
    rmSync(lost)
    await mount()
  }
  return {
    folder,
    losePower() {
      // On a slow machine the next one may come before this one is over.
      const done = busy.then(losePower)
      // Its failure is its caller's; the next one only waits for it.
      busy = done.catch(() => undefined)
      return done
    },
    fill() {
      fillUp(ballast)
      return () => rmSync(ballast, { force: true })
    },
    async close() {
      await busy
      await unmount()
      process.off('exit', atExit)
      rmSync(image(), { force: true })
    },
  }
}

/** With smaller and smaller pieces, to the last block. */
function fillUp(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (let bytes = BALLAST_CHUNK_BYTES; bytes >= 512; ) {
      try {
        writeSync(file, Buffer.alloc(bytes, 'x'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        bytes /= 2
      }
    }
  } finally {
    closeSync(file)
  }
}
