// Makes dist/console/, which the gateway serves at `/`: unless it is there, of these very sources.
// Plain JavaScript without dependencies but Vite: setup.mjs and build.mjs of the root call it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const stamp = join(root, 'dist', 'console', '.sources')

/** False: Vite said what is wrong. */
export function buildConsole() {
  const sources = hashOfSources()
  if (readStamp() === sources) return true
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  // What it prints goes to stderr: stdout belongs to the command that comes after.
  const { status } = spawnSync(process.execPath, [vite, 'build', here, '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) return false
  writeFileSync(stamp, sources)
  return true
}

/** Of everything that the bundle is made of: this folder, what it takes from proto/ are types alone, and the versions of the packages. */
function hashOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const files = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const path of files) hash.update(path.slice(here.length)).update(readFileSync(path))
  return hash.digest('hex')
}

function readStamp() {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return undefined
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !buildConsole()) process.exitCode = 1
