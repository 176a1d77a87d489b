/** Where in each partition a reader is. */
export type Position = { partition: number; epoch: string /** The next to read. */; seq: number }

export type SubscriptionRecord = {
  name: string
  application: string
  floor: Position[]
  members: string[]
  generation: number
  ackedAt: number
}

/** [H6] Named subscriptions: one atomic step each. */
export type Subscriptions = {
  /** Makes it with this floor unless it exists. */
  create(
    tenant: string,
    name: string,
    application: string,
    floor: Position[],
  ): Promise<SubscriptionRecord | 'LIMIT_REACHED'>
  get(tenant: string, name: string): Promise<SubscriptionRecord | undefined>
  list(tenant: string): Promise<SubscriptionRecord[]>
  delete(tenant: string, name: string): Promise<boolean>
  /** Joins or renews (lease), or takes over the member's own older stream (`stream` differs; the later by name is the newer). The generation grows when the sharing changes. */
  renew(
    tenant: string,
    name: string,
    member: { member: string; stream: string },
    leaseMs: number,
    partitions: number,
  ): Promise<
    | { assigned: number[]; generation: number; floor: Position[]; ackedAt: number }
    | 'TAKEN_OVER'
    | 'LIMIT_REACHED'
    | 'GONE'
  >
  leave(tenant: string, name: string, member: { member: string; stream: string }): Promise<void>
  /**
   * Floors only grow, but another epoch replaces one. Refused for partitions that the member does not hold now, and
   * stored for the others; a position that moves nothing is not refused.
   */
  ack(
    tenant: string,
    name: string,
    member: { member: string; stream: string },
    floor: Position[],
  ): Promise<'stored' | 'STALE_GENERATION' | 'GONE'>
  /** Only without live members. */
  seek(tenant: string, name: string, floor: Position[]): Promise<'stored' | 'SUBSCRIPTION_BUSY' | 'GONE'>
}
