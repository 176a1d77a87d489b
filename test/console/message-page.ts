import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { statusOf } from '../support/bystander.ts'
import { eventually } from '../support/eventually.ts'
import { reads, seen } from './seen.ts'
import { ABSENT, type Stage } from './stage.ts'

export function messageTests(stage: () => Stage): void {
  const finished = async (messageId: string, status: string) =>
    void (await eventually(
      () => statusOf(stage().deployment, messageId),
      (now) => now === status,
    ))

  it('shows each hop with its time, content, result, session and events', async () => {
    const [device = ''] = stage().fleet.names
    const [messageId = ''] = await stage().submit('collect-logs', [device], {
      params: { level: 'warn' },
      tags: ['nightly'],
    })
    await finished(messageId, 'STATUS_SUCCEEDED')
    const page = await stage().open('viewer', `/messages/${messageId}`)
    const lane = page.locator('.lane', { hasText: 'Attempt 1' })
    for (const hop of ['queued', 'sent', 'received', 'running', 'succeeded'])
      await seen(lane.getByText(hop, { exact: true }))
    expect(await lane.getByText(/^\d\d:\d\d:\d\d\.\d{3}$/).count()).toBeGreaterThanOrEqual(5)
    await seen(page.getByText('the device has just this'))
    await reads(page.getByRole('region', { name: 'Content' }), /"level": "warn"/)
    await reads(page.getByRole('region', { name: 'Output' }), /"bytes": 48213/)
    await reads(page.locator('.facts', { hasText: 'Session' }), /Session[\w-]{22}/)
    await seen(page.locator('.event', { hasText: 'received' }))
    await seen(page.getByText('FINAL', { exact: true }))
  })

  it('[M13] says why a message waits, and follows it to its end', async () => {
    const [messageId = ''] = await stage().submit('lock', [ABSENT[0]])
    const page = await stage().open('operator', `/messages/${messageId}`)
    await seen(page.getByText('WAITING_FOR_DEVICE'))
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Cancel it' }).click()
    await seen(page.getByRole('heading', { name: /canceled/ }))
  })

  it('sends it again as a new message', async () => {
    const [, device = ''] = stage().fleet.names
    const [messageId = ''] = await stage().submit('update-app', [device])
    await finished(messageId, 'STATUS_FAILED')
    const page = await stage().open('operator', `/messages/${messageId}`)
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click()
    await page.waitForURL((url) => /^\/messages\/m/.test(url.pathname) && !url.pathname.endsWith(messageId))
    await reads(page.locator('.facts', { hasText: 'Submitted by' }), /Submitted by/)
  })

  it('gives the command to copy, which works as it is', async () => {
    const [device = ''] = stage().fleet.names
    const [messageId = ''] = await stage().submit('lock', [device], { params: { why: "it's lost" } })
    const page = await stage().open('viewer', `/messages/${messageId}`)
    const copied = async (form: string): Promise<string> => {
      await page.getByRole('button', { name: 'Copy as a command' }).click()
      await page.getByRole('button', { name: form, exact: true }).click()
      await seen(page.getByText(`Copied as ${form}.`))
      return String(await page.evaluate('navigator.clipboard.readText()'))
    }
    const { stdout } = await promisify(execFile)('sh', ['-c', `${await copied('curl')} --silent --fail`], {
      env: { ...process.env, SOTTO_KEY: stage().keys.operator },
    })
    expect(JSON.parse(stdout)).toMatchObject({ messageCount: 1, repeated: false })
    expect(await copied('CLI')).toBe(`sotto send lock --device ${device} --params '{"why":"it'\\''s lost"}'`)
    expect(await copied('TypeScript')).toContain('await sotto.run({')
  })

  it('says that there is nothing by an identifier of nobody', async () => {
    const page = await stage().open('viewer', '/messages/m000000000000000000000000000')
    await seen(page.getByText('Not here'))
  })
}
