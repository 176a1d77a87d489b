/** A server stream over HTTP in the Connect protocol's form, as a browser reads it. */
export type ConnectStream<Frame> = {
  /** Every frame so far. */
  readonly frames: Frame[]
  /** How the server ended it; undefined while it stands. */
  readonly end: { error?: { reason: string; code: string } } | undefined
  close(): Promise<void>
}

export async function openConnectStream<Frame>(
  url: string,
  request: object,
  headers: Record<string, string>,
): Promise<ConnectStream<Frame>> {
  const abort = new AbortController()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/connect+json', ...headers },
    body: envelope(request),
    signal: abort.signal,
  })
  if (response.headers.get('content-type') !== 'application/connect+json')
    throw Object.assign(new Error('refused'), { status: response.status, answer: await response.json() })
  const stream = { frames: [] as Frame[], end: undefined as ConnectStream<Frame>['end'] }
  const reading = read(response.body!, (flags, message) => {
    if (flags === 2) stream.end = message as ConnectStream<Frame>['end']
    else stream.frames.push(message as Frame)
    // Cut by close(), or by the server: what a test asks of a stream is what came, and whether its end did.
  }).catch(() => undefined)
  return Object.assign(stream, {
    async close() {
      abort.abort()
      await reading
    },
  })
}

function envelope(message: object): Buffer<ArrayBuffer> {
  const json = Buffer.from(JSON.stringify(message))
  const header = Buffer.alloc(5)
  header.writeUInt32BE(json.length, 1)
  return Buffer.concat([header, json])
}

async function read(body: ReadableStream<Uint8Array>, on: (flags: number, message: unknown) => void): Promise<void> {
  let rest = Buffer.alloc(0)
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
      const end = 5 + rest.readUInt32BE(1)
      on(rest[0]!, JSON.parse(rest.toString('utf8', 5, end)))
      rest = rest.subarray(end)
    }
  }
}
