import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { addressesOf } from './pages.ts'
import { seen } from './seen.ts'
import type { Stage } from './stage.ts'

type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] }

export function accessibilityTests(stage: () => Stage): void {
  for (const theme of ['light', 'dark'] as const) {
    it(`gives axe nothing to say on any page, ${theme}`, async () => {
      const page = await stage().open('admin', '/', { theme })
      for (const address of await addressesOf(stage())) {
        await page.goto(address)
        await seen(page.getByRole('heading', { level: 1 }))
        await seen(page.locator('.row, .facts, .bars, .queue-cards, table'))
        expect([address, await violations(page)]).toEqual([address, []])
      }
    })
  }

  it('gives axe nothing to say of dialogs, menus and the login', async () => {
    const device = stage().fleet.names[1]!
    const page = await stage().open('admin', `/devices/${device}`, { theme: 'dark' })
    await page.getByRole('button', { name: 'Send an action' }).click()
    await page.getByLabel('Action', { exact: true }).selectOption('lock')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await violations(page)).toEqual([])
    await page.goto('/messages?action=lock')
    await page.getByRole('button', { name: 'Act on all that is found' }).click()
    expect(await violations(page)).toEqual([])
    const out = await stage().openLoggedOut('/')
    await seen(out.getByLabel('API key'))
    expect(await violations(out)).toEqual([])
  })
}

/** What is in the frame is bull-board's. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = (await page.evaluate(
    `axe.run({ exclude: ['iframe'] }, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as Violation[]
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
