/** The first items; no further page is read than they need. */
export async function* upTo<Item>(items: AsyncIterable<Item>, max: number): AsyncGenerator<Item, undefined> {
  let count = 0
  for await (const item of items) {
    yield item
    if (++count >= max) break
  }
  return undefined
}
