export type Page<Item> = { items: Item[]; nextPageToken: string }

/** All items of all pages; the next page is read when the loop comes to it. */
export async function* listAll<Item>(
  page: (pageToken: string) => Promise<Page<Item>>,
): AsyncGenerator<Item, undefined> {
  let token = ''
  do {
    const { items, nextPageToken } = await page(token)
    yield* items
    token = nextPageToken
  } while (token !== '')
  return undefined
}
