import { type Clock, systemClock } from '../../clients/agent/clock.ts'

/** For agents in tests that kill a server: always among the first quarter of those who come back [D5]. */
export const promptClock: Clock = { ...systemClock, chance: () => Math.random() / 4 }
