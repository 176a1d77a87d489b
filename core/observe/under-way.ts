/** Messages whose times can be remembered; two that fall on the same slot forget each other, which costs a measurement. */
const SLOTS = 2 ** 17

/**
 * When messages under way were sent and received, by a number made of their identifier. In arrays of fixed size: a Map of objects
 * costs a busy observer's collector more than all else that it does.
 */
export function createUnderWay() {
  const keys = new Float64Array(SLOTS)
  const sentAt = new Float64Array(SLOTS)
  const receivedAt = new Float64Array(SLOTS)

  function slotOf(key: number): number {
    const slot = key % SLOTS
    if (keys[slot] !== key) {
      keys[slot] = key
      sentAt[slot] = 0
      receivedAt[slot] = 0
    }
    return slot
  }

  return {
    sent(key: number, at: number): void {
      sentAt[slotOf(key)] = at
    },
    /** Gives when it was sent; 0: not known. */
    received(key: number, at: number): number {
      const slot = slotOf(key)
      receivedAt[slot] = at
      return sentAt[slot]!
    },
    /** Gives when it was received, 0: not known; and forgets it. */
    ended(key: number): number {
      const slot = slotOf(key)
      keys[slot] = 0
      return receivedAt[slot]!
    },
  }
}
