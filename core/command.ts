import type { Clocks } from './clocks.ts'
import type { Place } from './ports/messages.ts'

/** A request to act, before it is accepted. Empty texts and zero clocks mean: the default. */
export type Draft = {
  action: string
  /** A JSON object. */
  params: unknown
  devices: string[]
  /** Labels that a device must have; undefined: `devices` are named. */
  fleet: Record<string, string> | undefined
  hook: { applications: string[]; program: string; arguments: string[]; interrupt: boolean }
  clocks: Clocks
  concurrencyKey: string
  idempotencyKey: string
  tags: string[]
  supersede: boolean
}

export type Accepted = {
  commandId: string
  messageIds: string[]
  messageCount: number
  durability: string
  repeated: boolean
  acceptedAt: number
}

export const placeKey = ({ tenant, partition }: Place): string => `${tenant}:${partition}`
