import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { freshPage, sectionsOf } from '../support/doc-tables.ts'

const root = new URL('../../', import.meta.url)

// `npx vitest run test/contract/doc-tables.test.ts -u` writes them anew.
describe('what pages have from the code', () => {
  it.each([
    ['docs/spec.md', 1],
    ['docs/operations.md', 4],
    ['docs/protocol.md', 2],
  ])('[A2] [B1] the tables of %s are those of the code', async (path, count) => {
    const page = freshPage(path)
    expect(sectionsOf(page)).toBe(count)
    await expect(page).toMatchFileSnapshot(new URL(path, root).pathname)
  })

  it('every link from one page to another leads somewhere', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
    for (const name of ['spec', 'architecture', 'operations', 'protocol', 'agent', 'errors', 'decisions/README'])
      pages.push(`docs/${name}.md`)
    const broken = pages.flatMap((path) => {
      const text = readFileSync(new URL(path, root), 'utf8')
      return [...text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)]
        .map(([, target = '']) => new URL(target, new URL(path, root)))
        .filter((target) => !isThere(target))
        .map((target) => `${path} → ${target.pathname}`)
    })
    expect(broken).toEqual([])
  })
})

function isThere(file: URL): boolean {
  try {
    readFileSync(file)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR'
  }
}
