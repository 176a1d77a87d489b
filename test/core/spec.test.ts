import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url).pathname
const RULE = /^\*\*([MSDHAB]\d+)\*\*/gm
/** `it('[M4] …'`, `describe.each(…)("[M4] [M5] …"`, `it(`[S2, S3] …``: the text up to the quote that ends it. */
const TITLE = /\b(?:it|test|describe)(?:\.\w+(?:\([\s\S]*?\))?)*\(\s*(?:'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`)/g
const CITATION = /\[([MSDHAB]\d+(?:[,–-] ?[MSDHAB]\d+)*)\]/g

const spec = readFileSync(join(root, 'docs/spec.md'), 'utf8')
const rules = [...spec.matchAll(RULE)].map(([, rule]) => rule as string)

describe('docs/spec.md', () => {
  it('numbers its rules M, S, D, H, A and B, each from 1 without a hole', () => {
    const counts = { M: 13, S: 7, D: 5, H: 8, A: 6, B: 6 }
    const all = Object.entries(counts).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, i) => `${letter}${i + 1}`),
    )
    expect(rules).toEqual(all)
  })

  it('has no rule that no test cites', () => {
    const cited = new Set(files('test', 'ts').flatMap((path) => titles(path).flatMap(citations)))
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([])
  })

  it('has every rule that is cited, by tests, code or pages', () => {
    const folders = ['core', 'store', 'gateway', 'workers', 'clients', 'test', 'docs', 'proto/sotto']
    const unknown = folders
      .flatMap((folder) => ['ts', 'lua', 'proto', 'md'].flatMap((ending) => files(folder, ending)))
      .flatMap((path) =>
        citations(readFileSync(join(root, path), 'utf8'))
          .filter((rule) => !rules.includes(rule))
          .map((rule) => `${path}: ${rule}`),
      )
    expect(unknown).toEqual([])
  })
})

function files(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(`.${ending}`))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
}

function titles(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  return [...text.matchAll(TITLE)].map(([, single, double, template]) => single ?? double ?? template ?? '')
}

function citations(text: string): string[] {
  return [...text.matchAll(CITATION)].flatMap(([, list = '']) => {
    const [first = '', last] = list.split(/[–-] ?/)
    if (last === undefined) return list.split(/, ?/)
    const [from, to] = [Number(first.slice(1)), Number(last.slice(1))]
    return Array.from({ length: to - from + 1 }, (_, i) => `${first[0]}${from + i}`)
  })
}
