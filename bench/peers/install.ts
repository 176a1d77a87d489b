import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What a side needs on the machine, as Debian names it. Debian keeps servers in sbin, which is not on every PATH. */
const NEEDS: Record<string, { program: string; debian: string }> = {
  nats: { program: 'nats-server', debian: 'nats-server' },
  mosquitto: { program: 'mosquitto', debian: 'mosquitto' },
}
const SBIN = ['/usr/sbin', '/usr/local/sbin']

// As in setup.mjs: for the time of the installation policy-rc.d says no, so that no service starts.
const APT_INSTALL = `
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get -q -o DPkg::Lock::Timeout=120 update
apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
if command -v systemctl > /dev/null; then
  systemctl disable "$@" > /dev/null 2>&1 || true
fi
`

/** Brings the peers that these sides need to the machine. @throws with one sentence when that can not be done */
export function installPeers(sides: string[]): void {
  const missing = sides.flatMap((side) => {
    const need = NEEDS[side]
    return need && pathOf(need.program) === undefined ? [need.debian] : []
  })
  if (missing.length === 0) return
  const args = ['-c', APT_INSTALL, 'install-peers', ...missing]
  const [command, given] = process.getuid?.() === 0 ? ['sh', args] : ['sudo', ['-n', 'sh', ...args]]
  const { status } = spawnSync(command, given, { stdio: ['ignore', 2, 2] })
  if (status !== 0)
    throw new Error(
      `The peers ${missing.join(', ')} could not be installed: install them, or leave them out with --side.`,
    )
}

/** @throws when it is not installed */
export function programOf(side: string): string {
  const program = NEEDS[side]?.program ?? side
  const path = pathOf(program)
  if (path === undefined) throw new Error(`${program} is not installed.`)
  return path
}

function pathOf(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SBIN]
  return folders.map((folder) => join(folder, program)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
