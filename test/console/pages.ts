import { statusOf } from '../support/bystander.ts'
import { eventually } from '../support/eventually.ts'
import type { Stage } from './stage.ts'

/** An address of every page, with something on it. */
export async function addressesOf(stage: Stage): Promise<string[]> {
  const [device = ''] = stage.fleet.names
  const [messageId = ''] = await stage.submit('collect-logs', [device])
  await eventually(
    () => statusOf(stage.deployment, messageId),
    (status) => status === 'STATUS_SUCCEEDED',
  )
  return [
    '/',
    '/messages?statuses=failed,succeeded',
    `/messages/${messageId}`,
    '/devices',
    `/devices/${device}`,
    '/hooks?from=earliest',
    '/work',
    '/audit',
    '/settings',
    '/settings?tab=keys',
    '/settings?tab=configuration',
  ]
}
