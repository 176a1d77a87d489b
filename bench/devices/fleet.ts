import { type Program, startProgram } from '../programs/ask.ts'
import type { DeviceTale } from './agent.ts'
import { deviceNames } from './identity.ts'
import type { DeviceWire, OpenFleet } from './program.ts'

/** A process may open 20,000 files here, and a device is one. */
const DEVICES_PER_PROCESS_MAX = 16_000
/** Reasons that are told when a run fails; more say nothing new. */
const REASONS_KEPT_MAX = 20

export type Fleet = {
  names: string[]
  pids(): number[]
  /** Every effect of every device since it was opened. */
  tales(): Promise<Map<string, DeviceTale>>
  delaysUs(): Promise<number[]>
  /** Cuts all connections at once. */
  drop(): Promise<void>
  openCount(): Promise<number>
  /** Why channels ended that the bench did not end. */
  closes: Map<string, number>
  close(): Promise<void>
}

/** Opens `count` devices, shared out over the addresses; resolves when all channels are open. */
export async function openFleet(
  wire: DeviceWire,
  addresses: string[],
  count: number,
  measure: OpenFleet['measure'] = 'nothing',
): Promise<Fleet> {
  const closes = new Map<string, number>()
  const names = deviceNames(count)
  const programs: Program[] = []
  const told = (word: unknown): void => {
    for (const why of (word as { ends: string[] }).ends)
      if (closes.size < REASONS_KEPT_MAX || closes.has(why)) closes.set(why, (closes.get(why) ?? 0) + 1)
  }
  const shares = addresses.flatMap((address, i) => {
    const mine = names.filter((_, n) => n % addresses.length === i)
    const parts: { address: string; devices: string[] }[] = []
    for (let at = 0; at < mine.length; at += DEVICES_PER_PROCESS_MAX)
      parts.push({ address, devices: mine.slice(at, at + DEVICES_PER_PROCESS_MAX) })
    return parts
  })
  for (const { address, devices } of shares) {
    const program = startProgram(new URL('./program.ts', import.meta.url), told)
    programs.push(program)
    await program.ask('open', { wire, address, devices, measure } satisfies OpenFleet)
  }
  const all = <Answer>(what: string) => Promise.all(programs.map((program) => program.ask<Answer>(what)))
  return {
    names,
    closes,
    pids: () => programs.map(({ pid }) => pid),
    tales: async () => new Map((await all<[string, DeviceTale][]>('tales')).flat()),
    delaysUs: async () => (await all<number[]>('delays')).flat(),
    drop: async () => void (await all('drop')),
    openCount: async () => (await all<number>('open_count')).reduce((sum, open) => sum + open, 0),
    async close() {
      await Promise.allSettled(programs.map((program) => program.ask('close')))
      await Promise.all(programs.map((program) => program.stop()))
    },
  }
}
