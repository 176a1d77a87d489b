// Brings a fresh checkout to the point where it can run: npm packages, a Redis or Valkey server on the PATH, and the
// console's files.
// `npm test`, `npm start` and `npm run demo` begin with it, so it must cost next to nothing when there is nothing to do.
// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_AT_LEAST = [20, 19]
const SERVERS = ['valkey-server', 'redis-server']
const root = dirname(fileURLToPath(import.meta.url))
const stamp = join(root, 'node_modules', '.sotto-lockfile')

// The package would start a system service on port 6379, which nobody asked for: Sotto runs a server of its own, on a
// socket in its data folder. Debian asks policy-rc.d before it starts a service (with systemd and without), so for the
// time of the installation it says no; one that is there already is left alone. Then the unit is disabled, or it would
// start with the next boot. DPkg::Lock::Timeout: a fresh machine is often busy with updates of its own.
const APT_INSTALL = `
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get -q -o DPkg::Lock::Timeout=120 update
apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends redis-server
if command -v systemctl > /dev/null; then
  systemctl disable redis-server > /dev/null 2>&1 || true
fi
`

requireNode()
installPackages()
installServer()
await makeConsole()

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor >= NODE_AT_LEAST[1])) return
  giveUp(
    `Sotto needs Node ${NODE_AT_LEAST.join('.')} or newer, and this is ${process.versions.node}: install a newer Node.`,
  )
}

function installPackages() {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (readStamp() === lockfile) return
  say('installing the npm packages of package-lock.json')
  // Development packages too, whatever NODE_ENV says: tests are among the things this prepares.
  const npm = npmCommand(['ci', '--include=dev', '--loglevel=error', '--no-progress'])
  if (!run(...npm)) giveUp('The npm packages could not be installed: mend what is said above, then run "npm ci".')
  writeFileSync(stamp, lockfile)
}

function readStamp() {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return undefined
  }
}

// Under `npm test` the npm that runs us is known exactly; elsewhere the one on the PATH has to do.
function npmCommand(args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('npm-cli.js')) return [process.execPath, [script, ...args]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args]
}

function installServer() {
  if (SERVERS.some(onPath)) return
  const install = serverInstaller()
  if (install === undefined) giveUp(serverByHand())
  say(`found no ${SERVERS.join(' or ')} on the PATH: installing it with ${install.name}`)
  if (!run(install.command, install.args) || !SERVERS.some(onPath)) giveUp(serverByHand())
}

// What `npm start` serves at `/`. Loaded late: Vite is there when the packages are.
async function makeConsole() {
  const { buildConsole } = await import('./clients/console/build.mjs')
  if (!buildConsole()) giveUp('The console could not be built: mend what is said above, then run this again.')
}

function serverInstaller() {
  if (onPath('apt-get')) {
    if (process.getuid?.() === 0) return { name: 'apt-get', command: 'sh', args: ['-c', APT_INSTALL] }
    if (onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0)
      return { name: 'sudo apt-get', command: 'sudo', args: ['-n', 'sh', '-c', APT_INSTALL] }
    return undefined
  }
  if (onPath('brew')) return { name: 'brew', command: 'brew', args: ['install', 'redis'] }
  return undefined
}

function serverByHand() {
  return `Sotto needs ${SERVERS.join(' or ')} on the PATH and could not install it by itself: install it as root (on Debian: apt-get install redis-server), then run this again.`
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, name)))
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// What the tools print goes to stderr: stdout belongs to the command that comes after.
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (error !== undefined) say(`${command} did not run: ${error.message}`)
  return status === 0
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`)
}

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
