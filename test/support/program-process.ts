import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Program = {
  /** Its first line of JSON on standard output. Rejects with its log when it ends before. */
  ready(): Promise<Record<string, unknown>>
  /** SIGTERM. Resolves when it is gone. */
  terminate(): Promise<{ code: number | null }>
}

/** A program of what was built, by node, with nothing of our own set-up; it ends with us. */
export function startProgram(args: string[], cwd: string, environment: Record<string, string>): Program {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('SOTTO_'))
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(kept), ...environment, SOTTO_SUPERVISED: '1' },
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-8_000)
  })
  const ended = new Promise<{ code: number | null }>((resolve) => child.once('close', (code) => resolve({ code })))
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    void ended.then(({ code }) => reject(new Error(`It ended with ${code} before it was ready:\n${log}`)))
  })
  // A test that ends it before it is ready does not ask.
  ready.catch(() => undefined)
  return {
    ready: () => ready,
    terminate() {
      child.kill('SIGTERM')
      return ended
    },
  }
}
