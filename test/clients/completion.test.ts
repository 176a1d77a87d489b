import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../clients/cli/command-table.ts'
import { run } from '../../clients/cli/program.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'

const scripts = new Map<string, string>()
beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { terminal, said } = fakeTerminal(false)
    expect(await run(['completion', shell], terminal)).toBe(0)
    scripts.set(shell, said().out)
  }
})

describe('completion in bash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-completion-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What bash offers after the Tab key at the end of these words. */
  function offers(...words: string[]): string[] {
    const script = join(folder, 'sotto.bash')
    writeFileSync(script, scripts.get('bash') ?? '')
    const line = ['sotto', ...words].map((word) => `'${word}'`).join(' ')
    const ask = [
      `source '${script}'`,
      'sotto() { printf "%s\\n" prod test; }',
      `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _sotto; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n')
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', ask], { cwd: folder, encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.split('\n').filter((word) => word !== '')
  }

  it('offers commands, and theirs', () => {
    expect(offers('')).toEqual(expect.arrayContaining([...Object.keys(COMMANDS), '--context', '--help']))
    expect(offers('de')).toEqual(['demo', 'devices'])
    expect(offers('keys', 'ten')).toEqual(['tenant'])
    expect(offers('keys', 'tenant', 'c')).toEqual(['create'])
    expect(offers('--server', 'keys', 'aud')).toEqual(['audit'])
  })

  it('offers options where they can stand, the global ones everywhere', () => {
    expect(offers('send', 'lock', '--de')).toEqual(['--device', '--deliver-by'])
    expect(offers('devices', 'list', '--o')).toEqual(['--online', '--output'])
    expect(offers('list', '-d', 'x', '--lim')).toEqual(['--limit'])
  })

  it('offers what an option can be: words, contexts, files; and nothing where nobody knows', () => {
    expect(offers('list', '--status', 'suc')).toEqual(['succeeded'])
    expect(offers('-o', 'js')).toEqual(['json', 'jsonl'])
    expect(offers('--context', '')).toEqual(['prod', 'test'])
    expect(offers('--context', 'p')).toEqual(['prod'])
    expect(offers('--key-file', 'sotto')).toEqual(['sotto.bash'])
    expect(offers('send', '--device', '')).toEqual([])
  })
})

describe('completion scripts', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s names every command and global option', (shell) => {
    const script = scripts.get(shell) ?? ''
    for (const name of Object.keys(COMMANDS)) expect(script).toContain(name)
    expect(script).toMatch(shell === 'fish' ? /-l key-file/ : /--key-file/)
  })

  it('are whole: every quote and bracket is closed, as far as a shell is here to say so', () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { error, status, stderr } = spawnSync(shell, ['-n'], { input: scripts.get(shell) ?? '', encoding: 'utf8' })
      if (error) expect((error as NodeJS.ErrnoException).code).toBe('ENOENT')
      else expect(status, stderr).toBe(0)
    }
  })

  it('are refused for a shell that there is none for', async () => {
    const { terminal, said } = fakeTerminal(false)
    expect(await run(['completion', 'tcsh'], terminal)).toBe(2)
    expect(said().err).toContain('There is for bash, zsh, fish.')
  })
})
