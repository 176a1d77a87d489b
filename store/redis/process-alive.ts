import { readFileSync } from 'node:fs'

/**
 * Whether a process runs. One that has ended and that nobody has asked for its exit code does not: in a container
 * whose first process is no init, the dead of others keep their number for good.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** The state follows the name, which stands in parentheses and may contain some itself. Without /proc, nobody knows. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
