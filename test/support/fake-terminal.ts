import { PassThrough } from 'node:stream'
import type { Terminal } from '../../clients/cli/terminal.ts'

/** Where a command of the command line writes, in this process. */
export function fakeTerminal(
  isTTY: boolean,
  env: NodeJS.ProcessEnv = {},
): { terminal: Terminal; said: () => { out: string; err: string } } {
  const text = { out: '', err: '' }
  const stream = (name: 'out' | 'err') => {
    const through = Object.assign(new PassThrough(), { isTTY })
    through.setEncoding('utf8').on('data', (more: string) => {
      text[name] += more
    })
    return through
  }
  return { terminal: { out: stream('out'), err: stream('err'), env: { NO_COLOR: '1', ...env } }, said: () => text }
}
