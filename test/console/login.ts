import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { seen } from './seen.ts'
import type { Stage } from './stage.ts'

export function loginTests(stage: () => Stage): void {
  async function logInByForm(page: Page, key: string): Promise<void> {
    await page.getByLabel('API key').fill(key)
    await page.getByRole('button', { name: 'Log in' }).click()
  }

  it('asks for a key at any address, says what is wrong with one, and shows that address when it is right', async () => {
    const page = await stage().openLoggedOut('/devices')
    await logInByForm(page, 'sk_nonsense')
    await seen(page.getByText('This key does not work'))
    await logInByForm(page, stage().keys.admin)
    await seen(page.getByRole('heading', { name: 'Devices' }))
  })

  it('[A4] holds the login in a cookie that no script can read, and keeps the key nowhere', async () => {
    const page = await stage().open('viewer', '/')
    await seen(page.getByRole('heading', { name: 'Overview' }))
    const cookies = await page.context().cookies()
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }])
    const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie')
    expect(kept).not.toContain('sk_')
  })

  it('shows the login again after it was ended', async () => {
    const page = await stage().openLoggedOut('/messages')
    await logInByForm(page, stage().keys.operator)
    await page.getByRole('button', { name: 'Log out' }).click()
    await seen(page.getByLabel('API key'))
    await page.goto('/devices')
    await seen(page.getByLabel('API key'))
  })
}
