import { it } from 'vitest'
import { gone, seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function phoneTests(stage: () => Stage): void {
  it('has the navigation behind a button, and acts on a message from below', async () => {
    const device = stage().fleet.names[0]!
    const page = await stage().open('operator', '/', { phone: true })
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Devices' }).click()
    await seen(page.getByRole('heading', { name: 'Devices' }))
    await gone(page.getByRole('dialog'))
    await page.getByRole('link', { name: device }).tap()
    await seen(page.getByRole('heading', { name: device }))
    await page.getByRole('button', { name: 'More', exact: true }).tap()
    await page.getByRole('button', { name: 'Close its channel' }).tap()
    await seen(page.getByText('The channel is closed'))
  })
}
