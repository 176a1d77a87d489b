import { partitionOfDevice } from '../../core/ids.ts'
import { type KeyRecord, SCOPES } from '../../core/ports/access.ts'
import { createActionCheck } from '../../gateway/api/action-check.ts'
import { newApiKey } from '../../gateway/api/api-key.ts'
import { createAuditTrail } from '../../gateway/api/audit-trail.ts'
import { createGuard } from '../../gateway/api/caller.ts'
import { createCalls } from '../../gateway/api/calls.ts'
import { createFleetService } from '../../gateway/api/fleet-service.ts'
import type { Parts } from '../../gateway/api/handler.ts'
import { createLogins } from '../../gateway/api/logins.ts'
import { createServices } from '../../gateway/api/services.ts'
import { createMetrics } from '../../gateway/ops/metrics.ts'
import { createLog } from '../../store/log.ts'
import { createAccess } from '../../store/redis/access.ts'
import { createActions } from '../../store/redis/actions.ts'
import { createAudit } from '../../store/redis/audit.ts'
import type { Client } from '../../store/redis/connect.ts'
import { createDevices } from '../../store/redis/devices.ts'
import { createHead } from '../../store/redis/function-head.ts'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createMessages } from '../../store/redis/messages.ts'
import { openOperators } from '../../store/redis/operators/open.ts'
import { openPlaces } from '../../store/redis/places.ts'
import { chance, digest, manualClock, testConfig } from './fixture.ts'

export type ApiWorld = Parts & { clock: ReturnType<typeof manualClock> }

/** Everything that the API needs of the world, on a real store; time stands until it is moved. */
export async function openApiWorld(client: Client, given: Record<string, unknown> = {}): Promise<ApiWorld> {
  const config = testConfig(given)
  const clock = manualClock()
  const library = await loadLibrary(client)
  const places = await openPlaces(client, config.partitions, 'd0')
  const connectBlocking = () => {
    throw new Error('The API follows no log.')
  }
  const hookLog = createHookLog(client, connectBlocking, library)
  const head = createHead(config, clock, chance)
  await places.addTenant('default')
  return {
    ...{ config, clock, chance, digest, places, hookLog },
    messages: createMessages(client, library, places, config, head),
    devices: createDevices(client, library, places, config, head),
    inbox: { send: async () => undefined, read: () => ({ close: async () => undefined }) },
    work: { kick: () => undefined },
    access: createAccess(client),
    actions: createActions(client),
    operators: openOperators({ client, library, places, clock, head }),
    audit: createAudit(client, (error) => {
      throw error
    }),
  }
}

/** All of the API but its transports. */
export function openApi(world: ApiWorld) {
  const guard = createGuard(world)
  const metrics = createMetrics()
  const log = createLog({ logLevel: 'silent' })
  const actions = createActionCheck(world)
  const services = createServices({
    ...{ world, guard, version: '0.0.0', actions },
    more: { FleetService: createFleetService(world, actions) },
  })
  const trail = createAuditTrail(world)
  const calls = createCalls({ guard, services, trail, metrics, log })
  return { guard, metrics, log, trail, calls, logins: createLogins({ world, guard, trail }) }
}

/** A key that works, with all scopes unless told otherwise. */
export async function makeKey(
  world: ApiWorld,
  given: Partial<KeyRecord> = {},
): Promise<{ token: string; keyId: string }> {
  const { keyId, secretSha256, token } = newApiKey(chance)
  await world.access.putKey({
    ...{ keyId, secretSha256, tenant: 'default', application: 'app', createdAt: world.clock.now(), expiresAt: 0 },
    ...{ scopes: SCOPES.filter((scope) => scope !== 'tenants:write'), revoked: false },
    ...given,
  })
  return { token, keyId }
}

/** A device that is enrolled and never came. */
export async function enrol(
  world: Pick<ApiWorld, 'places' | 'devices'>,
  tenant: string,
  device: string,
): Promise<void> {
  const place = { tenant, partition: partitionOfDevice(device, world.places.partitions) }
  await world.devices.enroll(place, device, chance.bytes(32), {})
}
