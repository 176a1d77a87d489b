/** What was sent to a peer: names that are made of a prefix and a number. */
export const ids = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

/** The order in which each device's messages were sent: message `i` goes to device `i` modulo their number. */
export function byDevice(devices: string[], warmUp: number, messages: number): Map<string, string[]> {
  const order = new Map<string, string[]>(devices.map((device) => [device, []]))
  for (const [prefix, count] of [
    ['w', warmUp],
    ['m', messages],
  ] as const)
    for (let i = 0; i < count; i++) order.get(devices[i % devices.length]!)!.push(`${prefix}${i}`)
  return order
}
