/**
 * Fields that are 64-bit integers in proto/, in any message: proto3 JSON writes them as strings, the pages want numbers.
 * A test holds the list against proto/.
 */
const LONG_FIELDS = new Set(['ackedAt'])

/** For JSON.parse. */
export function readNumbers(key: string, value: unknown): unknown {
  if (!LONG_FIELDS.has(key)) return value
  if (typeof value === 'string') return Number(value)
  return Array.isArray(value) ? value.map(Number) : value
}
