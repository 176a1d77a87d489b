import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.ts'

/** Waits until it is there for people. */
export const seen = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible' })
/** Waits until it is gone. */
export const gone = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'hidden' })

/** Waits until its text is as wanted. */
export const reads = (locator: Locator, wanted: RegExp): Promise<string> =>
  eventually(
    async () => (await locator.first().textContent()) ?? '',
    (text) => wanted.test(text),
  )

/** Waits until the page's stream has said something: what happens from then on is seen. */
export const isLive = (page: Page): Promise<void> => seen(page.locator('.sidebar .live[data-state=live]'))
