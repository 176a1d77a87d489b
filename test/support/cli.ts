import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../clients/cli/sotto.mjs', import.meta.url))

export type CliResult = { code: number | null; out: string; err: string }

/** The real command as a process of its own, with nothing of the caller's own set-up. */
export function spawnCli(args: string[], env: Record<string, string> = {}): ChildProcess {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('SOTTO_'))
  return spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(kept), ...env },
  })
}

/** Runs it to its end. */
export function cli(args: string[], env: Record<string, string> = {}): Promise<CliResult> {
  return ended(spawnCli(args, env))
}

export function ended(child: ChildProcess): Promise<CliResult> {
  const said = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

/** Its first line on standard output; the rest is thrown away. Rejects with what it said when it ends before that. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = ''
    let err = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err = (err + text).slice(-8_000)
    })
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out = (out + text).slice(0, 8_000)
      const end = out.indexOf('\n')
      if (end !== -1) resolve(out.slice(0, end))
    })
    child.once('close', (code) => reject(new Error(`It ended with ${code} before it said anything:\n${err}`)))
  })
}
