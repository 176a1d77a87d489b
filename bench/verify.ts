import type { DeviceTale } from './devices/agent.ts'

/** A message is missing, ran twice or came out of order: whatever was measured does not count. */
export class NotAsPromised extends Error {
  override name = 'NotAsPromised'
}

const SHOWN_MAX = 10

/** Collects what is wrong and throws it all at once. */
export function createChecks(whose: string) {
  const problems: string[] = []
  let count = 0
  return {
    that(isSo: boolean, otherwise: () => string): void {
      if (isSo) return
      count++
      if (problems.length < SHOWN_MAX) problems.push(otherwise())
    },
    done(): void {
      if (count > 0) throw new NotAsPromised(`${whose}: ${count} problems\n  ${problems.join('\n  ')}`)
    },
  }
}

/** Each of these messages had its effect exactly once, and nothing else had one. */
export function verifyEffects(whose: string, messages: Iterable<string>, tales: Map<string, DeviceTale>): void {
  const checks = createChecks(whose)
  const times = new Map<string, number>()
  for (const { effects } of tales.values()) for (const id of effects) times.set(id, (times.get(id) ?? 0) + 1)
  let expected = 0
  for (const id of messages) {
    expected++
    checks.that(times.get(id) === 1, () => `${id} had its effect ${times.get(id) ?? 0} times`)
  }
  checks.that(times.size === expected, () => `${times.size} messages had an effect, but ${expected} were sent`)
  for (const [device, { refused }] of tales)
    for (const refusal of refused) checks.that(false, () => `${device} was refused: ${refusal}`)
  checks.done()
}

/** On every device the effects came in the order in which its messages were accepted. */
export function verifyOrder(
  whose: string,
  tales: Map<string, DeviceTale>,
  accepted: (device: string) => readonly string[],
): void {
  const checks = createChecks(whose)
  for (const [device, { effects }] of tales) {
    const order = accepted(device)
    const wrong = effects.findIndex((id, i) => id !== order[i])
    checks.that(wrong === -1, () => `${device}: effect ${wrong} was ${effects[wrong]}, but ${order[wrong]} was due`)
    checks.that(effects.length === order.length, () => `${device}: ${effects.length} effects of ${order.length}`)
  }
  checks.done()
}
