import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const INSTALL = [
  'set -e',
  'export DEBIAN_FRONTEND=noninteractive',
  'apt-get -q -o DPkg::Lock::Timeout=120 update',
  'apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends chromium',
].join('\n')

/**
 * The path of a Chromium, from the PATH or from $SOTTO_CHROMIUM; installed where it is missing and that is possible.
 * Takes minutes then. @throws one sentence that says what to do
 */
export function requireChromium(): string {
  const found = findChromium()
  if (found) return found
  process.stderr.write('found no Chromium on the PATH: installing it with apt-get\n')
  const isRoot = process.getuid?.() === 0
  const [command, ...args] = isRoot ? ['sh', '-c', INSTALL] : ['sudo', '-n', 'sh', '-c', INSTALL]
  spawnSync(command!, args, { stdio: ['ignore', 2, 2] })
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'The tests of the console need Chromium on the PATH: install it as root (on Debian: apt-get install chromium), or name one in SOTTO_CHROMIUM.',
  )
}

function findChromium(): string | undefined {
  const named = process.env.SOTTO_CHROMIUM
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
