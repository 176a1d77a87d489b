// Checks the import rules of .dependency-cruiser.cjs, and that they were checked: with a TypeScript it cannot use,
// dependency-cruiser reads 0 modules and says that all is well.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const FOLDERS = ['proto', 'core', 'store', 'gateway', 'workers', 'clients', 'test', 'bench']
const NOT_READ = /(^|\/)(node_modules|dist)\//

process.chdir(join(import.meta.dirname, '..'))
const sources = FOLDERS.flatMap(typeScriptFiles)
const { violations, read } = await checkImports()
const unread = sources.filter((path) => !read.has(path))

for (const { rule, from, to } of violations) process.stderr.write(`${rule.name}: ${from} → ${to}\n`)
for (const path of unread) process.stderr.write(`not read: ${path}\n`)
if (sources.length === 0) process.stderr.write('no TypeScript file was found\n')

const broken = violations.length + unread.length
process.stdout.write(`imports: ${read.size} modules read, ${violations.length} violations\n`)
process.exitCode = sources.length === 0 || read.size === 0 || broken > 0 ? 1 : 0

async function checkImports() {
  const options = await extractDepcruiseOptions(resolve('.dependency-cruiser.cjs'))
  const folders = FOLDERS.filter((folder) => typeScriptFiles(folder).length > 0)
  if (folders.length === 0) return { violations: [], read: new Set() }
  const { output } = await cruise(folders, options, undefined, { tsConfig: extractTSConfig(resolve('tsconfig.json')) })
  return {
    violations: output.summary.violations.filter(({ rule }) => rule.severity === 'error'),
    // A file that is only imported, and a file that was not parsed, are listed too: neither has been followed.
    read: new Set(output.modules.filter(({ followable }) => followable !== false).map(({ source }) => source)),
  }
}

function typeScriptFiles(folder) {
  return entries(folder)
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_READ.test(path))
}

function entries(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}
