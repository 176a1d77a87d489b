import { createHash } from 'node:crypto'
import { lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing NUL included. */
const socketPathBytesMax = process.platform === 'linux' ? 107 : 103

/**
 * Where the server of `folder` (a real, absolute path) listens: `redis.sock` in it or, where that name is too long for
 * a socket, in a folder of this user under /tmp whose name follows from `folder`, so that every process finds the same.
 */
export async function socketPathOf(folder: string): Promise<string> {
  const path = join(folder, 'redis.sock')
  if (Buffer.byteLength(path) <= socketPathBytesMax) return path
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return join(await ownFolder(`/tmp/sotto-${process.getuid?.() ?? 0}-${name}`), 'redis.sock')
}

/** Anybody may make names in /tmp: a folder of somebody else under ours would hand him the server's door. */
async function ownFolder(path: string): Promise<string> {
  await mkdir(path, { mode: 0o700, recursive: true })
  const found = await lstat(path)
  const ours = found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o077) === 0
  if (!ours) throw new Error(`Sotto keeps a socket in ${path}, and that is not a folder of this user alone: remove it.`)
  return path
}
