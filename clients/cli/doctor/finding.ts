export type Level = 'ok' | 'warn' | 'fail'

/** One line of `sotto doctor`. `advice`: what to do, empty when all is well. */
export type Finding = { check: string; level: Level; found: string; advice: string }

export const ok = (check: string, found: string): Finding => ({ check, level: 'ok', found, advice: '' })
export const warn = (check: string, found: string, advice: string): Finding => ({ check, level: 'warn', found, advice })
export const fail = (check: string, found: string, advice: string): Finding => ({ check, level: 'fail', found, advice })

/** `7.0.15` is at least `7.0`. */
export function isAtLeast(version: string, least: readonly [major: number, minor: number]): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > least[0] || (major === least[0] && minor >= least[1])
}
