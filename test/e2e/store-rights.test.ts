import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSotto } from '../../clients/sdk/index.ts'
import { startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { withRedis } from '../support/redis.ts'
import { enrollWorkingAgent } from '../support/working-agents.ts'

const redis = withRedis()

/** As operators read it. */
function documentedRights(): string[] {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const [, rights = ''] = /ACL SETUSER sotto on >password (.*)/.exec(page) ?? []
  return rights.split(' ')
}

type Refused = Record<'reason' | 'context' | 'object' | 'username', string>

async function refusals(admin: ReturnType<typeof redis.connect>): Promise<string[]> {
  const entries = (await admin.call('ACL', 'LOG')) as string[][]
  return entries.map((entry) => {
    const fields = Object.fromEntries(
      entry.flatMap((name, i) => (i % 2 === 0 ? [[name, entry[i + 1]]] : [])),
    ) as Refused
    return `${fields.reason} ${fields.object}`
  })
}

it('a user of the store with the rights that docs/operations.md names can do all that is needed, and nothing is refused', async () => {
  const admin = redis.connect()
  await admin.call('ACL', 'SETUSER', 'admin', 'on', 'nopass', '~*', '&*', '+@all')
  await admin.call('AUTH', 'admin', '')
  const rights = documentedRights()
  expect(rights.length).toBeGreaterThan(5)
  // Everybody of ours is the default user here.
  await admin.call('ACL', 'SETUSER', 'default', 'reset', 'on', 'nopass', ...rights)
  await admin.call('ACL', 'LOG', 'RESET')
  const folder = mkdtempSync(join(tmpdir(), 'sotto-rights-'))
  const deployment = await startDeployment(redis.url)
  const sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey })
  try {
    const watch = sotto.watch({ subscription: 'orders', start: 'latest' })
    const kinds: string[] = []
    const reading = (async () => {
      for await (const event of watch) kinds.push(event.kind)
    })()
    await watch.opened()
    const agent = await enrollWorkingAgent(sotto, deployment, folder, {
      deviceId: 'd1',
      wire: 'socketio',
      where: 'here',
    })
    await agent.start()
    const { commandId, messageIds } = await sotto.submit({ action: 'act', params: {}, devices: ['d1'] })
    await eventually(
      () => sotto.getCommand(commandId),
      ({ finals }) => finals.succeeded === 1,
    )
    await eventually(
      () => kinds,
      (seen) => seen.includes('succeeded'),
    )
    await agent.stop()
    await eventually(
      () => sotto.devices.get('d1'),
      ({ online }) => !online,
    )
    // Waits in the list, and is canceled there.
    const waiting = await sotto.submit({ action: 'act', params: {}, devices: ['d1'], idempotencyKey: 'k1' })
    await sotto.cancel(waiting.commandId)
    await eventually(
      () => sotto.getCommand(waiting.commandId),
      ({ finals }) => finals.canceled === 1,
    )
    expect(agent.effects()).toEqual(messageIds)
    await watch.close()
    await reading
    expect(await refusals(admin)).toEqual([])
  } finally {
    sotto.close()
    await deployment.close()
    rmSync(folder, { recursive: true, force: true })
    await admin.call('ACL', 'SETUSER', 'default', 'on', 'nopass', '~*', '&*', '+@all')
  }
})
