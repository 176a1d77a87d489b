import { createAccessService } from './access-service.ts'
import type { ActionCheck } from './action-check.ts'
import type { Guard } from './caller.ts'
import { createCommandService } from './command-service.ts'
import { createDeviceService } from './device-service.ts'
import type { Parts, Services } from './handler.ts'
import { createSearchService } from './search-service.ts'

/** The handlers of all unary calls. */
export function createServices(options: {
  world: Parts
  guard: Guard
  version: string
  actions: ActionCheck
  /** Of services that others look into, too: FleetService, HookService, ObserveService, OperateService. */
  more?: Services
}): Services {
  const { world, guard, version, actions, more } = options
  return {
    CommandService: createCommandService(world, actions),
    AccessService: createAccessService(world, guard, version),
    SearchService: createSearchService(world),
    DeviceService: createDeviceService(world),
    ...more,
  }
}
