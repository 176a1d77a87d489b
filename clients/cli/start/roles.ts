import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The processes that Sotto is made of here, in the order in which they start. They stop in the reverse order. */
export const ROLES = ['redis', 'gateway', 'worker'] as const
export type Role = (typeof ROLES)[number]

/** A role's program: what to give to node. */
export type RoleProgram = { role: Role; execArgv: string[]; script: string }

const SCRIPTS: Record<Role, string> = {
  redis: 'store/redis/main',
  gateway: 'gateway/main',
  worker: 'workers/main',
}

/**
 * What node is told beside the program. A gateway's young objects get 32 MB instead of 16: those of a batch are dead before they are
 * looked at, which halves what collecting them costs. A worker has little that lives, and much that passes through in buffers, which
 * V8 counts as old: with its own measure it collects the whole heap three times a second, a quarter of what a worker does.
 */
export const NODE_FLAGS: Record<Role, string[]> = {
  redis: [],
  gateway: ['--max-semi-space-size=32'],
  worker: ['--max-semi-space-size=8', '--heap-growing-percent=300'],
}

/** From the sources when this runs from the sources, from what was built when this was built. */
export function programOf(role: Role): RoleProgram {
  const fromSources = import.meta.url.endsWith('.ts')
  const script = fileURLToPath(new URL(`../../../${SCRIPTS[role]}${fromSources ? '.ts' : '.js'}`, import.meta.url))
  const loader = fromSources ? ['--import', import.meta.resolve('tsx')] : []
  return { role, execArgv: [...NODE_FLAGS[role], ...loader], script }
}

export const isInstalled = ({ script }: RoleProgram): boolean => existsSync(script)

/** The one JSON line with which a role says that it serves. */
export type Ready =
  | { ready: 'redis'; url: string }
  | { ready: 'gateway'; http: string; grpc: string; adminKeyFile: string | null }
  | { ready: 'worker' }

export function parseReady(role: Role, line: string): Ready | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('ready' in value) || value.ready !== role) return undefined
    return value as Ready
  } catch {
    // Something else that a library printed: it is passed on.
    return undefined
  }
}
