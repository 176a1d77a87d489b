/** A run that does not end says what it still waited for, and the bench fails. */
export async function within<T>(ms: number, work: Promise<T>, waitedFor: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms / 1_000} s: ${waitedFor()}`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Looks until it is so. */
export async function until(
  ms: number,
  isSo: () => boolean | Promise<boolean>,
  waitedFor: () => string,
): Promise<void> {
  const endAt = performance.now() + ms
  while (!(await isSo())) {
    if (performance.now() > endAt) throw new Error(`not so within ${ms / 1_000} s: ${waitedFor()}`)
    await pause(POLL_MS)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const POLL_MS = 20
