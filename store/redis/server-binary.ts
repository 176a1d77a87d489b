import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Either will do: what Sotto uses, both have. */
const serverNames = ['valkey-server', 'redis-server']

/** The path of the first server program on the PATH. Throws when there is none. */
export function findServerBinary(): string {
  const path = serverNames.map(onPath).find((found) => found !== undefined)
  if (path === undefined) throw missingServer(`found no ${serverNames.join(' or ')} on the PATH`)
  return path
}

export function missingServer(what: string): Error {
  return new Error(
    `Sotto ${what}, and its embedded store is such a server: run "node setup.mjs", install the package redis-server, or point Sotto at a server of yours.`,
  )
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
