import type { Terminal } from '../terminal.ts'

/**
 * The whole terminal, for as long as something is shown on it: another screen, no cursor, no echo. Whatever was there
 * before is back when it is closed, also when the process ends in another way.
 */
export type Screen = {
  readonly columns: number
  readonly rows: number
  /** At most `rows` lines are shown, each cut by the caller. */
  draw(lines: string[]): void
  close(): void
}

const ENTER = '\u001b[?1049h\u001b[?25l'
const LEAVE = '\u001b[?25h\u001b[?1049l'
const HOME = '\u001b[H'
const CLEAR_LINE = '\u001b[K'
const CLEAR_BELOW = '\u001b[J'
const CTRL_C = '\u0003'

/** @param onQuit q, Esc or Ctrl-C @param onResize the terminal has another size */
export function openScreen(terminal: Terminal, onQuit: () => void, onResize: () => void): Screen {
  const { out } = terminal
  const { stdin } = process
  let isOpen = true
  const onKeys = (keys: Buffer) => {
    const text = keys.toString()
    if (text === 'q' || text === 'Q' || text === '\u001b' || text.includes(CTRL_C)) onQuit()
  }
  const close = () => {
    if (!isOpen) return
    isOpen = false
    if (stdin.isTTY) {
      stdin.off('data', onKeys)
      stdin.setRawMode(false)
      stdin.pause()
    }
    out.off('resize', onResize)
    process.off('exit', close)
    out.write(LEAVE)
  }
  if (stdin.isTTY) {
    // Keys are not echoed onto what is shown; Ctrl-C comes as a key then.
    stdin.setRawMode(true)
    stdin.on('data', onKeys)
    stdin.resume()
  }
  out.on('resize', onResize)
  process.on('exit', close)
  out.write(ENTER)
  return {
    get columns() {
      return out.columns ?? 80
    },
    get rows() {
      return out.rows ?? 24
    },
    draw(lines) {
      if (!isOpen) return
      const shown = lines.slice(0, this.rows)
      out.write(`${HOME}${shown.map((line) => `${line}${CLEAR_LINE}`).join('\r\n')}${CLEAR_BELOW}`)
    },
    close,
  }
}
