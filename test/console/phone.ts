import { expect, it } from 'vitest'
import { addressesOf } from './pages.ts'
import { seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function phoneTests(stage: () => Stage): void {
  it('has everything within the width of a phone, and the navigation behind a button', async () => {
    const page = await stage().open('admin', '/', { phone: true })
    for (const address of await addressesOf(stage())) {
      await page.goto(address)
      await seen(page.getByRole('heading', { level: 1 }))
      await seen(page.locator('.row, .facts, .bars, .card'))
      const width = await page.evaluate(
        'document.getElementById("page").scrollWidth - document.getElementById("page").clientWidth',
      )
      expect([address, width]).toEqual([address, 0])
    }
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Devices' }).click()
    await seen(page.getByRole('heading', { name: 'Devices' }))
  })
}
