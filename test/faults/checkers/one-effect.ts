import { type Checker, createFindings } from './checker.ts'

const NAME = 'at most one effect'

/** The devices' own effect logs: whatever was delivered, again and again, ran once. */
export const oneEffect: Checker = {
  name: NAME,
  promise: 'A message has at most one effect on its device.',
  rules: ['D1'],
  check(histories) {
    const findings = createFindings(NAME)
    const effects = new Map<string, { d: string; at: number }>()
    for (const { line } of histories.all()) {
      if (line.is !== 'effect') continue
      const before = effects.get(line.m)
      if (before)
        findings.add(
          `Message ${line.m} had an effect on ${before.d} at ${before.at}, and again on ${line.d} at ${line.at}.`,
        )
      effects.set(line.m, line)
    }
    return { violations: findings.all(), looked: effects.size }
  },
}
