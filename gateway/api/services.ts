import { createAccessService } from './access-service.ts'
import { createActionCheck } from './action-check.ts'
import type { Guard } from './caller.ts'
import { createCommandService } from './command-service.ts'
import { createDeviceService } from './device-service.ts'
import { createFleetService } from './fleet-service.ts'
import type { HandlerTable, Parts, Services } from './handler.ts'
import { createSearchService } from './search-service.ts'

/** The handlers of all unary calls. `hooks` are those of HookService, which gateway/hooks makes. */
export function createServices(options: {
  world: Parts
  guard: Guard
  version: string
  hooks?: HandlerTable
}): Services {
  const { world, guard, version, hooks } = options
  const actions = createActionCheck(world)
  return {
    CommandService: createCommandService(world, actions),
    FleetService: createFleetService(world, actions),
    AccessService: createAccessService(world, guard, version),
    SearchService: createSearchService(world),
    DeviceService: createDeviceService(world),
    HookService: hooks ?? {},
  }
}
