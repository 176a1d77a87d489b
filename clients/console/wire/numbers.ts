/**
 * Fields that are 64-bit integers in proto/, in any message: proto3 JSON writes them as strings, the pages want numbers.
 * Not `value`, which is a text in another message. A test holds the list against proto/.
 */
export const LONG_FIELDS: ReadonlySet<string> = new Set(
  `acceptedAt ackedAt at clocks count countedAt createdAt deferredAt deliverByAt deviceLastSeenAt dueAt endedAt enrolledAt
  expiresAt firstSeq fromAt generation grantedBytesLeft grantedEventsLeft idleLagEvents jobs lagEvents lagMs
  lastSeenAt lastSeq nextAt nextDueAt occurredAt oldestWaitingAt progressAt queued queuedAt readySince receivedAt
  requestId runningAt runs sampledAt savedAt sentAt sentEvents serverTime since skipped startedAt tailSeq throughAt
  time toAt totalBytes totalEvents untilAt updatedAt`.split(/\s+/),
)
/** Maps whose keys are people's own words, not fields. */
const FOREIGN_WORDS: ReadonlySet<string> = new Set(['labels'])

/** Proto3 JSON with its 64-bit integers as numbers. */
export function withNumbers(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withNumbers)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      LONG_FIELDS.has(name) ? asNumbers(value) : FOREIGN_WORDS.has(name) ? value : withNumbers(value),
    ]),
  )
}

/** One, a list, or a map of them. A field of the same name that is no integer stays what it is. */
function asNumbers(value: unknown): unknown {
  if (typeof value === 'string') return Number(value)
  if (Array.isArray(value)) return value.map(asNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? Number(one) : one]),
  )
}
