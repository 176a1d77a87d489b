import { setTimeout as sleep } from 'node:timers/promises'
import { partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'
import { ATTACKS } from '../hostile.ts'

const FOR_MS = [1_000, 20_000] as const
/** Between two of the same attack. */
const AGAIN_MS = 500
/** Connections that one attacker keeps open; the oldest go. */
const KEPT_MAX = 300

/** Somebody who has no credential says to a gateway what broke others, again and again, while everything else goes on. */
export const hostileInput: Fault<{ gateway: string; attack: string }> = {
  name: 'hostile-input',
  weight: 3,
  plan(random, cast, ms) {
    const gateways = partsOf(cast, 'gateway')
    if (gateways.length === 0) return undefined
    const { name } = random.pick(gateways)
    const attack = random.pick(Object.keys(ATTACKS))
    const forMs = random.whole(FOR_MS[0], Math.max(FOR_MS[0], Math.min(FOR_MS[1], ms)))
    // An attacker of a gateway is no reason that it is not killed.
    return { targets: [`attacker of ${name}`], forMs, detail: { gateway: name, attack } }
  },
  async inject({ gateway, attack }, world) {
    const doors = {
      http: `http://127.0.0.1:${world.link(`devices>${gateway}:http`).port}`,
      grpc: `127.0.0.1:${world.link(`devices>${gateway}:grpc`).port}`,
    }
    const kept: (() => void)[] = []
    let isHealed = false
    const keep = (leave: () => void): void => {
      if (isHealed) return leave()
      kept.push(leave)
      if (kept.length > KEPT_MAX) kept.shift()?.()
    }
    const attacking = (async () => {
      while (!isHealed) {
        // A door that is shut in the middle of it is what happens to attackers, and to gateways under other faults.
        await ATTACKS[attack]?.(doors, keep).catch(() => undefined)
        await sleep(AGAIN_MS)
      }
    })()
    return async () => {
      isHealed = true
      for (const leave of kept.splice(0)) leave()
      // One that hangs in a way that leads nowhere is left to itself.
      await Promise.race([attacking, sleep(AGAIN_MS * 2)])
    }
  },
}
