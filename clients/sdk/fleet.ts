import type { CreateEnrollmentResponse__Output } from '../../proto/gen/sotto/v1/CreateEnrollmentResponse.ts'
import type { Device__Output } from '../../proto/gen/sotto/v1/Device.ts'
import type { GetDeviceResponse__Output } from '../../proto/gen/sotto/v1/GetDeviceResponse.ts'
import type { ListActionsResponse__Output } from '../../proto/gen/sotto/v1/ListActionsResponse.ts'
import type { ListDevicesResponse__Output } from '../../proto/gen/sotto/v1/ListDevicesResponse.ts'
import type { RevokeDeviceResponse__Output } from '../../proto/gen/sotto/v1/RevokeDeviceResponse.ts'
import type { Connection } from './connection.ts'
import { listAll } from './paging.ts'
import { SottoError } from './sotto-error.ts'

/** Times are Unix ms, 0 where there is none. */
export type Device = Device__Output
/** `schema` is JSON Schema (draft 2020-12) as JSON text; empty: any parameters. */
export type Action = { name: string; schema?: string; description?: string }
export type Enrollment = CreateEnrollmentResponse__Output

export type FleetApi = {
  devices: {
    /** In the order of their identifiers. */
    list(where?: {
      labels?: Record<string, string>
      online?: boolean
      pageSize?: number
    }): AsyncIterableIterator<Device>
    get(deviceId: string): Promise<Device>
    /** Ends the credential and removes what is open. Gives how many messages that were. */
    revoke(deviceId: string): Promise<number>
  }
  enrollments: {
    /** [A4] A single-use token, shown once. Without a `deviceId` the device chooses one. Default: an hour. */
    create(options?: {
      deviceId?: string
      expiresSeconds?: number
      labels?: Record<string, string>
    }): Promise<Enrollment>
  }
  actions: {
    list(): Promise<Required<Action>[]>
    /** Once one is declared, undeclared ones are refused. */
    put(action: Action): Promise<void>
    delete(name: string): Promise<void>
  }
}

export function fleetApi({ call, fleet }: Connection): FleetApi {
  return {
    devices: {
      list: (where = {}) =>
        listAll(async (pageToken) => {
          const page = await call<ListDevicesResponse__Output>('repeatable', (...rest) =>
            fleet.listDevices({ ...where, pageToken }, ...rest),
          )
          return { items: page.devices, nextPageToken: page.nextPageToken }
        }),
      async get(deviceId) {
        const { device } = await call<GetDeviceResponse__Output>('repeatable', (...rest) =>
          fleet.getDevice({ deviceId }, ...rest),
        )
        if (device) return device
        throw new SottoError(`There is no device ${deviceId} here.`, { code: 'not_found', reason: 'NOT_FOUND' })
      },
      revoke: async (deviceId) =>
        (await call<RevokeDeviceResponse__Output>('repeatable', (...rest) => fleet.revokeDevice({ deviceId }, ...rest)))
          .removed,
    },
    enrollments: {
      create: (options = {}) => call<Enrollment>('once', (...rest) => fleet.createEnrollment(options, ...rest)),
    },
    actions: {
      list: async () =>
        (await call<ListActionsResponse__Output>('repeatable', (...rest) => fleet.listActions({}, ...rest))).actions,
      put: async (action) => void (await call('repeatable', (...rest) => fleet.putAction({ action }, ...rest))),
      delete: async (name) => void (await call('repeatable', (...rest) => fleet.deleteAction({ name }, ...rest))),
    },
  }
}
