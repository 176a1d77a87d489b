import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { enrollDevice } from '../support/raw-device.ts'
import { gone, isLive, reads, seen } from './seen.ts'
import { ABSENT, type Stage } from './stage.ts'

const SCHEMA = {
  type: 'object',
  required: ['level'],
  additionalProperties: false,
  properties: {
    level: { enum: ['info', 'warn', 'error'], default: 'warn' },
    days: { type: 'integer', minimum: 1, maximum: 30, title: 'Days back' },
    files: { type: 'array', items: { type: 'string' } },
    redact: { type: 'boolean' },
  },
}

export function deviceTests(stage: () => Stage): void {
  it('lists devices, narrowed by the beginning of a name and by presence', async () => {
    const page = await stage().open('viewer', '/devices')
    const rows = page.locator('.list-body .row')
    await seen(rows)
    // Of 123 devices only those in sight are there.
    expect(await rows.count()).toBeLessThan(60)
    await page.getByLabel('Identifier begins with').fill('sensor-')
    await eventually(
      () => rows.count(),
      (count) => count === ABSENT.length,
    )
    await page.getByLabel('Only online').check()
    await seen(page.getByText('No device matches'))
    expect(new URL(page.url()).search).toBe('?prefix=sensor-&online=yes')
  })

  it('tells of presence and of new devices by the stream, and asks for the list once', async () => {
    const device = stage().fleet.names.at(-3)!
    const page = await stage().open('viewer', '/devices')
    const asked: string[] = []
    page.on('request', (request) => {
      const body = request.postData() ?? ''
      if (request.url().endsWith('/ListDevices') && body.includes(device)) asked.push(body)
    })
    await page.getByLabel('Identifier begins with').fill(device)
    const row = page.locator('.list-body .row', { hasText: device })
    await seen(row.locator('.presence[data-online=true]'))
    await isLive(page)
    await stage().fleet.switchOff(device)
    await seen(row.locator('.presence[data-online=false]'))
    await enrollDevice(stage().deployment, `${device}-twin`)
    await seen(page.locator('.list-body .row', { hasText: `${device}-twin` }))
    expect(asked).toEqual([expect.stringContaining(device)])
  })

  it('shows one: presence as it changes, what waits in its order, what was and who sent it', async () => {
    const device = stage().fleet.names.at(-1)!
    await stage().submit('lock', [device])
    const page = await stage().open('viewer', `/devices/${device}`)
    await seen(page.locator('.presence[data-online=true]'))
    await seen(page.locator('.list-body').getByText('succeeded'))
    await seen(page.getByRole('table').getByRole('link', { name: 'admin' }))
    await stage().fleet.switchOff(device)
    await seen(page.locator('.presence[data-online=false]'))
    await stage().submit('lock', [device])
    await stage().submit('locate', [device])
    await reads(page.locator('.ahead'), /1\.\s*queuedlock.*2\.\s*queuedlocate/)
  })

  it('sends an action from a form that is made of its schema, and leads to its message', async () => {
    // Once one action is declared, others are refused: it must not stay.
    onTestFinished(() => stage().call('FleetService/DeleteAction', { name: 'collect-logs' }))
    const action = { name: 'collect-logs', description: 'Collects log files.', schema: JSON.stringify(SCHEMA) }
    // A schema has 25 ms of the clock on the wall to be read: on a machine that is busy, not always at the first try.
    await eventually(
      () =>
        stage()
          .call('FleetService/PutAction', { action })
          .then(
            () => 'declared',
            (error: Error) => error.message,
          ),
      (answer) => answer === 'declared',
    )
    const [device = ''] = stage().fleet.names
    const page = await stage().open('operator', `/devices/${device}`)
    await page.getByRole('button', { name: 'Send an action' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Action', { exact: true }).selectOption('collect-logs')
    await seen(form.getByText('Collects log files.'))
    await form.getByLabel('Days back').fill('7')
    await form.getByLabel('files').fill('syslog\napp.log')
    await form.getByLabel('redact').check()
    await form.getByRole('button', { name: 'Send', exact: true }).click()
    await page.waitForURL(/\/messages\/m/)
    await reads(
      page.getByRole('region', { name: 'Content' }),
      /"level": "warn",\s*"days": 7,\s*"files": \[\s*"syslog",\s*"app.log"\s*\],\s*"redact": true/,
    )
    await seen(page.getByRole('heading', { name: /succeeded/ }))
  })

  it('enrols, closes a channel, revokes', async () => {
    const page = await stage().open('operator', '/devices')
    await page.getByRole('button', { name: 'Enrol a device' }).click()
    await page.getByLabel('Identifier', { exact: true }).fill('new-one')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await seen(page.getByRole('dialog', { name: 'The token' }).locator('code'))
    await page.getByRole('button', { name: 'Done' }).click()

    const device = stage().fleet.names.at(-2)!
    await page.goto(`/devices/${device}`)
    const more = page.getByRole('button', { name: 'More', exact: true })
    await more.click()
    await page.getByRole('button', { name: 'Close its channel' }).click()
    await seen(page.getByText('The channel is closed'))
    await more.click()
    await page.getByRole('button', { name: 'Revoke…' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Revoke', exact: true }).isDisabled()).toBe(true)
    await dialog.getByLabel(/^Write/).fill(device)
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await gone(dialog)
    await seen(page.locator('.presence', { hasText: 'revoked' }))
  })
}
