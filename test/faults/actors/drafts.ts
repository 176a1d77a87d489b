import type { Draft } from '../../../clients/sdk/index.ts'
import type { Random } from '../random.ts'

/** What a message asks of a device, how often, and how long it takes. See device/device.ts and agent.ts. */
const BEHAVIOURS: readonly { do: string; weight: number; ms: readonly [number, number] }[] = [
  { do: 'quick', weight: 50, ms: [0, 0] },
  { do: 'work', weight: 25, ms: [10, 1_500] },
  { do: 'fail', weight: 5, ms: [0, 200] },
  { do: 'reject', weight: 4, ms: [0, 0] },
  { do: 'defer', weight: 6, ms: [300, 3_000] },
  { do: 'deaf', weight: 5, ms: [0, 300] },
  // Longer than its lease: timed_out, then a late result [M5].
  { do: 'hang', weight: 5, ms: [4_500, 7_000] },
]
const WEIGHTS = BEHAVIOURS.reduce((sum, { weight }) => sum + weight, 0)
/** Most commands are for one device; some are for many. */
const MANY = { chance: 0.05, max: 12 }
const SHORT_DELIVERY = { chance: 0.15, seconds: [2, 8] as const }
const LONG_DELIVERY_SECONDS = 600

export function createDraft(random: Random, devices: readonly string[], rate: number): Draft {
  const { do: what, ms } = behaviour(random)
  const isMany = random.chance(MANY.chance)
  // A few devices get more than their share, so that windows fill and orders matter.
  const few = Math.max(1, Math.min(devices.length, Math.ceil(rate / 10)))
  const among = random.chance(0.3) ? devices.slice(0, few) : devices
  const targets = isMany ? random.shuffled(devices).slice(0, random.whole(2, MANY.max)) : [random.pick(among)]
  const isShort = random.chance(SHORT_DELIVERY.chance)
  const key = random.chance(0.1) ? `key-${random.whole(1, 3)}` : ''
  return {
    action: 'act',
    params: { do: what, ms: random.whole(ms[0], ms[1]) },
    devices: targets,
    clocks: { deliverBySeconds: isShort ? random.whole(...SHORT_DELIVERY.seconds) : LONG_DELIVERY_SECONDS },
    ...(key !== '' && { concurrencyKey: key }),
    ...(random.chance(0.02) && { supersede: true }),
  }
}

function behaviour(random: Random) {
  let left = random.unit() * WEIGHTS
  for (const known of BEHAVIOURS) {
    left -= known.weight
    if (left < 0) return known
  }
  return BEHAVIOURS[0]!
}
