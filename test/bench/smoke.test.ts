import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sotto-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Document = {
  scenario: string
  runs: Record<string, number>[]
  figures: Record<string, { median: number }>
  ratios: Record<string, { median: number; verdict: string }>
}

describe('bench', () => {
  it('measures the lifecycle beside the bare peer, verifies both and writes what it measured', async () => {
    const file = join(folder, 'lifecycle.json')
    const sides = ['--scenario', 'lifecycle', '--side', 'sotto', '--side', 'bare']
    const small = ['--scale', '0.005', '--runs', '1', '--sources', '--no-chart', '--json', file]

    const { code, words } = await runBench([...sides, ...small])

    expect(code, words).toBe(0)
    const { scenario, runs, figures, ratios } = JSON.parse(readFileSync(file, 'utf8')) as Document
    expect(scenario).toBe('lifecycle')
    expect(runs).toHaveLength(1)
    expect(figures['sotto.messagesPerSecond']?.median).toBeGreaterThan(0)
    expect(figures['bare.messagesPerSecond']?.median).toBeGreaterThan(0)
    expect(ratios['of bare Socket.IO']?.verdict).toMatch(/^(not )?reached$/)
  })

  it('refuses a scenario that there is not, with the names of those that there are', async () => {
    const { code, words } = await runBench(['--scenario', 'nonsense', '--sources'])
    expect(code).toBe(1)
    expect(words).toContain('There is no scenario "nonsense". There are: lifecycle')
  })
})

function runBench(args: string[]): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], { cwd: ROOT })
    let words = ''
    child.stdout.on('data', (text) => (words += text))
    child.stderr.on('data', (text) => (words += text))
    child.once('close', (code) => resolve({ code, words }))
  })
}
