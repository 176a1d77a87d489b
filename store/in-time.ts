/**
 * Waits for something to close, but not for ever: a store that is away, or a cluster that has just lost a master, may leave
 * a reader's last command without an answer, and an orderly end must not hang on it.
 */
export async function inTime(closing: Promise<unknown>, msMax: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, msMax)
  })
  await Promise.race([closing, late])
  clearTimeout(timer)
}
