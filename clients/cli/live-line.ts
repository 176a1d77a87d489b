import { paint, printable, type Terminal } from './terminal.ts'

/** One line on standard error that says what is going on now. On anything but a terminal it says nothing. */
export type LiveLine = { show(text: string): void; end(): void }

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_MS = 100
const CLEAR = '\r\u001b[K'

export function createLiveLine(terminal: Terminal): LiveLine {
  const { err } = terminal
  if (err.isTTY !== true) return { show: () => undefined, end: () => undefined }
  let text = ''
  let frame = 0
  const draw = () => {
    const dot = paint(terminal, 'err', 'cyan', FRAMES[frame++ % FRAMES.length]!)
    err.write(`${CLEAR}${dot} ${text.slice(0, (err.columns ?? 80) - 3)}`)
  }
  const timer = setInterval(draw, FRAME_MS)
  return {
    show(now) {
      text = printable(now)
      draw()
    },
    end() {
      clearInterval(timer)
      err.write(CLEAR)
    },
  }
}
