// Makes dist/: JavaScript that Node runs as it is, laid out as the sources are.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { buildConsole } from './clients/console/build.mjs'

const FOLDERS = ['proto', 'core', 'store', 'gateway', 'workers', 'clients']
// Read at run time, beside the code that reads them.
const CARRIED_ALONG = ['.lua', '.proto']

process.chdir(import.meta.dirname)
rmSync('dist', { recursive: true, force: true })
compile()
for (const folder of FOLDERS) carryAlong(folder)
if (!buildConsole()) process.exit(1)
for (const path of files('dist').filter(isOurs)) linkWorkspaces(path)

function compile() {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

function carryAlong(folder) {
  const wanted = files(folder).filter((path) => CARRIED_ALONG.some((ending) => path.endsWith(ending)))
  for (const path of wanted) cpSync(path, join('dist', path))
}

// The console is bundled: its files name no package any more.
function isOurs(path) {
  return path.endsWith('.js') && !path.startsWith(join('dist', 'console'))
}

// In a checkout @sotto/agent is a link to its TypeScript; what is built must find what was built beside it.
function linkWorkspaces(path) {
  const source = readFileSync(path, 'utf8')
  const imports = /(\bfrom |\bimport\(?\s*)(['"])@sotto\/(agent|sdk)(?:\/([a-z]+))?\2/g
  const linked = source.replace(imports, (_, before, quote, client, part = 'index') => {
    const target = relative(dirname(path), join('dist', 'clients', client, `${part}.js`))
    return `${before}${quote}${target.startsWith('.') ? target : `./${target}`}${quote}`
  })
  if (linked !== source) writeFileSync(path, linked)
}

function files(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'))
}
