/** Runs until it is done or Ctrl-C (or SIGTERM) aborts the signal: a command that goes on ends in order, with exit code 0. */
export async function untilInterrupted<Result>(work: (over: AbortController) => Promise<Result>): Promise<Result> {
  const over = new AbortController()
  const stop = () => over.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(over)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
