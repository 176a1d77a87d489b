import { SottoError } from '../../core/errors.ts'
import { checkLabels } from '../../core/flow/check-draft.ts'
import { revoke } from '../../core/flow/revoke.ts'
import { ACTION_NAME, DEVICE_ID, partitionOfDevice } from '../../core/ids.ts'
import { ACTIONS_PER_TENANT_MAX, NOTE_BYTES_MAX } from '../../core/limits.ts'
import type { DeviceRecord } from '../../core/ports/devices.ts'
import type { World } from '../../core/ports/world.ts'
import type { CreateEnrollmentRequest__Output } from '../../proto/gen/sotto/v1/CreateEnrollmentRequest.ts'
import type { CreateEnrollmentResponse } from '../../proto/gen/sotto/v1/CreateEnrollmentResponse.ts'
import type { DeleteActionRequest__Output } from '../../proto/gen/sotto/v1/DeleteActionRequest.ts'
import type { DeleteActionResponse } from '../../proto/gen/sotto/v1/DeleteActionResponse.ts'
import type { Device } from '../../proto/gen/sotto/v1/Device.ts'
import type { GetDeviceRequest__Output } from '../../proto/gen/sotto/v1/GetDeviceRequest.ts'
import type { GetDeviceResponse } from '../../proto/gen/sotto/v1/GetDeviceResponse.ts'
import type { ListActionsRequest__Output } from '../../proto/gen/sotto/v1/ListActionsRequest.ts'
import type { ListActionsResponse } from '../../proto/gen/sotto/v1/ListActionsResponse.ts'
import type { ListDevicesRequest__Output } from '../../proto/gen/sotto/v1/ListDevicesRequest.ts'
import type { ListDevicesResponse } from '../../proto/gen/sotto/v1/ListDevicesResponse.ts'
import type { PutActionRequest__Output } from '../../proto/gen/sotto/v1/PutActionRequest.ts'
import type { PutActionResponse } from '../../proto/gen/sotto/v1/PutActionResponse.ts'
import type { RevokeDeviceRequest__Output } from '../../proto/gen/sotto/v1/RevokeDeviceRequest.ts'
import type { RevokeDeviceResponse } from '../../proto/gen/sotto/v1/RevokeDeviceResponse.ts'
import type { ActionCheck } from './action-check.ts'
import { compileSchema } from './action-schema.ts'
import { sha256Hex } from './api-key.ts'
import type { Caller } from './caller.ts'
import { newEnrolmentToken } from './enrolment-token.ts'
import { type Parts, refuseUnless } from './handler.ts'
import { pageSize, pageToken, readPageToken } from './page.ts'

const TOKEN_SECONDS_DEFAULT = 3_600
const TOKEN_SECONDS_MAX = 604_800

export function createFleetService(world: Parts, actions: ActionCheck) {
  async function deviceOf(tenant: string, deviceId: string): Promise<DeviceRecord> {
    refuseUnless(DEVICE_ID.test(deviceId), 'device_id', `must match ${DEVICE_ID.source}`)
    const place = { tenant, partition: partitionOfDevice(deviceId, world.places.partitions) }
    const device = await world.devices.get(place, deviceId)
    if (!device) throw new SottoError('NOT_FOUND', { detail: deviceId, field: 'device_id' })
    return device
  }

  return {
    async CreateEnrollment(
      request: CreateEnrollmentRequest__Output,
      caller: Caller,
    ): Promise<CreateEnrollmentResponse> {
      const { deviceId, expiresSeconds, labels } = request
      refuseUnless(deviceId === '' || DEVICE_ID.test(deviceId), 'device_id', `must match ${DEVICE_ID.source}`)
      refuseUnless(expiresSeconds <= TOKEN_SECONDS_MAX, 'expires_seconds', `must be at most ${TOKEN_SECONDS_MAX}`)
      checkLabels('labels', labels)
      const ttlMs = (expiresSeconds || TOKEN_SECONDS_DEFAULT) * 1_000
      const token = newEnrolmentToken(world.chance)
      const expiresAt = world.clock.now() + ttlMs
      await world.devices.putToken(sha256Hex(token), { tenant: caller.tenant, device: deviceId, labels }, ttlMs)
      audit(world, caller, 'enrollment.create', deviceId)
      return { token, expiresAt }
    },

    async GetDevice({ deviceId }: GetDeviceRequest__Output, caller: Caller): Promise<GetDeviceResponse> {
      return { device: deviceView(await deviceOf(caller.tenant, deviceId)) }
    },

    async ListDevices(request: ListDevicesRequest__Output, caller: Caller): Promise<ListDevicesResponse> {
      const count = pageSize(request.pageSize)
      const { prefix } = request
      refuseUnless(prefix === '' || DEVICE_ID.test(prefix), 'prefix', `must match ${DEVICE_ID.source}`)
      const after = readPageToken('v', request.pageToken, DEVICE_ID) ?? lastBefore(prefix)
      checkLabels('labels', request.labels)
      const wanted = Object.entries(request.labels)
      const found = await world.devices.list(caller.tenant, after, count)
      const devices = found.filter(
        ({ device, online, labels }) =>
          device.startsWith(prefix) &&
          (online || !request.online) &&
          wanted.every(([key, value]) => labels[key] === value),
      )
      const isPast = found.some(({ device }) => device > prefix && !device.startsWith(prefix))
      const last = found.length < count || isPast ? undefined : found.at(-1)
      return { devices: devices.map(deviceView), nextPageToken: last ? pageToken('v', last.device) : '' }
    },

    async RevokeDevice({ deviceId }: RevokeDeviceRequest__Output, caller: Caller): Promise<RevokeDeviceResponse> {
      refuseUnless(DEVICE_ID.test(deviceId), 'device_id', `must match ${DEVICE_ID.source}`)
      return revoke(world, caller, deviceId)
    },

    async PutAction({ action }: PutActionRequest__Output, caller: Caller): Promise<PutActionResponse> {
      if (!action) throw new SottoError('INVALID_FIELD', { field: 'action', detail: 'action must be given' })
      const { name, schema, description } = action
      refuseUnless(ACTION_NAME.test(name), 'action.name', `must match ${ACTION_NAME.source}`)
      if (Buffer.byteLength(description) > NOTE_BYTES_MAX)
        throw new SottoError('TOO_LARGE', { field: 'action.description', detail: `at most ${NOTE_BYTES_MAX} bytes` })
      compileSchema(schema, 'action.schema')
      const declared = await world.actions.list(caller.tenant)
      if (declared.length >= ACTIONS_PER_TENANT_MAX && !declared.some((known) => known.name === name))
        throw new SottoError('LIMIT_REACHED', { detail: `${ACTIONS_PER_TENANT_MAX} actions of a tenant` })
      await world.actions.put(caller.tenant, { name, schema, description })
      actions.forget(caller.tenant)
      audit(world, caller, 'action.put', name)
      return {}
    },

    async ListActions(_: ListActionsRequest__Output, caller: Caller): Promise<ListActionsResponse> {
      return { actions: await world.actions.list(caller.tenant) }
    },

    async DeleteAction({ name }: DeleteActionRequest__Output, caller: Caller): Promise<DeleteActionResponse> {
      refuseUnless(ACTION_NAME.test(name), 'name', `must match ${ACTION_NAME.source}`)
      if (!(await world.actions.delete(caller.tenant, name)))
        throw new SottoError('NOT_FOUND', { detail: name, field: 'name' })
      actions.forget(caller.tenant)
      audit(world, caller, 'action.delete', name)
      return {}
    },
  }
}

/** What stands before every identifier that begins so, and behind every other before them: no identifier has a ~, the last of ASCII. */
const lastBefore = (prefix: string): string =>
  prefix === '' ? '' : `${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) - 1)}~`

function audit({ audit, clock }: Pick<World, 'audit' | 'clock'>, caller: Caller, what: string, about: string): void {
  audit.record(caller.tenant, { at: clock.now(), actor: caller.keyId, what, about, outcome: 'done', detail: '' })
}

const deviceView = (device: DeviceRecord): Device => ({
  deviceId: device.device,
  epoch: device.epoch,
  online: device.online,
  lastSeenAt: device.lastSeenAt,
  enrolledAt: device.enrolledAt,
  sessionId: device.session,
  channel: device.online ? (device.wire ?? '') : '',
  node: device.online ? device.node : '',
  agent: device.agent,
  labels: device.labels,
  openMessages: device.open,
  revoked: device.revoked,
  actions: device.actions,
})
