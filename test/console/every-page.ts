import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { statusOf } from '../support/bystander.ts'
import { eventually } from '../support/eventually.ts'
import { seen } from './seen.ts'
import type { Stage } from './stage.ts'

type Violation = { id: string; nodes: { target: string[] }[] }
/** Low, so that lists have few rows for axe to go through: they are all alike. */
const WIDE = { width: 1440, height: 560 }
const PHONE = { width: 390, height: 844 }
/** All pages of the test's one walk. */
const WALK_MS = 90_000

export function everyPageTests(stage: () => Stage): void {
  it(
    'gives axe nothing to say in either theme, and fits the width of a phone, on every page',
    async () => {
      const page = await stage().open('admin', '/')
      for (const address of await addressesOf(stage())) {
        await page.setViewportSize(WIDE)
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(address)
        await seen(page.getByRole('heading', { level: 1 }))
        await seen(page.locator('.row, .facts, .bars, .queue-cards, table'))
        expect([address, 'light', await violations(page)]).toEqual([address, 'light', []])
        // What is not about colours is the same in the dark.
        await page.emulateMedia({ colorScheme: 'dark' })
        expect([address, 'dark', await violations(page, ['color-contrast'])]).toEqual([address, 'dark', []])
        await page.setViewportSize(PHONE)
        expect([address, 'phone', await excessWidth(page)]).toEqual([address, 'phone', 0])
      }
    },
    WALK_MS,
  )

  it('gives axe nothing to say of dialogs, menus and the login', async () => {
    const device = stage().fleet.names[1]!
    const page = await stage().open('admin', `/devices/${device}`, { theme: 'dark' })
    await page.getByRole('button', { name: 'Send an action' }).click()
    await page.getByLabel('Action', { exact: true }).selectOption('lock')
    expect(await violations(page, undefined, 'dialog')).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await violations(page, undefined, 'dialog')).toEqual([])
    await page.goto('/messages?action=lock')
    await page.getByRole('button', { name: 'Act on all that is found' }).click()
    expect(await violations(page, undefined, '.popover')).toEqual([])
    const out = await stage().openLoggedOut('/')
    await seen(out.getByLabel('API key'))
    expect(await violations(out)).toEqual([])
  })
}

/** An address of every page, with something on it. */
async function addressesOf(stage: Stage): Promise<string[]> {
  const [device = ''] = stage.fleet.names
  const [messageId = ''] = await stage.submit('collect-logs', [device])
  await eventually(
    () => statusOf(stage.deployment, messageId),
    (status) => status === 'STATUS_SUCCEEDED',
  )
  const pages = ['/', '/messages?statuses=failed,succeeded', `/messages/${messageId}`, '/devices', `/devices/${device}`]
  const tabs = ['', '?tab=keys', '?tab=configuration'].map((tab) => `/settings${tab}`)
  return [...pages, '/hooks?from=earliest', '/work', '/audit', ...tabs]
}

/** By rule and place; what is in the frame is bull-board's. */
async function violations(page: Page, rules?: string[], within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source)
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  const found = (await page.evaluate(
    `axe.run({ include: ['${within}'], exclude: ['iframe'] }, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as Violation[]
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

const excessWidth = (page: Page): Promise<unknown> =>
  page.evaluate('document.getElementById("page").scrollWidth - document.getElementById("page").clientWidth')
