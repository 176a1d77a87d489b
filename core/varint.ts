/** Protobuf's variable-length integers, for numbers up to 2^53. */
export function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++
  return bytes
}

/** Writes at `offset` and gives the offset behind it. */
export function writeVarint(buffer: Uint8Array, value: number, offset: number): number {
  let rest = value
  let at = offset
  while (rest >= 128) {
    buffer[at++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  buffer[at++] = rest
  return at
}

/** Reads one number after the other. @throws RangeError at the end of the bytes */
export class VarintReader {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  read(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.at++]
      if (byte === undefined) throw new RangeError('A number goes on behind the end of the bytes.')
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
}
