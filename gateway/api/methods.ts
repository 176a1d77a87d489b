import type protobuf from 'protobufjs'
import type { Scope } from '../../core/ports/access.ts'
import { root } from '../../proto/index.ts'

/** [A4] What a key must have to make each call. The one place that says so; a test holds it against proto/. */
export const METHOD_ACCESS = {
  'CommandService/Submit': 'commands:write',
  'CommandService/SubmitMany': 'commands:write',
  'CommandService/SubmitStream': 'commands:write',
  'CommandService/Cancel': 'commands:write',
  'CommandService/GetCommand': 'commands:read',
  'CommandService/GetMessage': 'commands:read',
  'CommandService/ListMessages': 'commands:read',
  'CommandService/Explain': 'commands:read',
  'FleetService/CreateEnrollment': 'devices:write',
  'FleetService/GetDevice': 'devices:read',
  'FleetService/ListDevices': 'devices:read',
  'FleetService/RevokeDevice': 'devices:write',
  'FleetService/PutAction': 'devices:write',
  'FleetService/ListActions': 'commands:read',
  'FleetService/DeleteAction': 'devices:write',
  'AccessService/CreateKey': 'keys:write',
  'AccessService/ListKeys': 'keys:write',
  'AccessService/RevokeKey': 'keys:write',
  'AccessService/CreateTenant': 'tenants:write',
  'AccessService/ListTenants': 'tenants:write',
  'AccessService/WhoAmI': 'any key',
  'HookService/Subscribe': 'hooks:read',
  'HookService/Fetch': 'hooks:read',
  'HookService/Seek': 'hooks:read',
  'HookService/ListSubscriptions': 'hooks:read',
  'HookService/DeleteSubscription': 'hooks:read',
  'SearchService/SearchMessages': 'commands:read',
  'SearchService/CountMessages': 'commands:read',
  'SearchService/GetTimeline': 'commands:read',
  'SearchService/GetDeviceQueue': 'commands:read',
  'SearchService/PutView': 'commands:read',
  'SearchService/ListViews': 'commands:read',
  'SearchService/DeleteView': 'commands:read',
  'OperateService/StartOperation': 'commands:write',
  'OperateService/GetOperation': 'commands:read',
  'OperateService/ListOperations': 'commands:read',
  'OperateService/StopOperation': 'commands:write',
  'OperateService/SendAgain': 'commands:write',
  'OperateService/CloseChannel': 'devices:write',
  'OperateService/PauseQueue': 'commands:write',
  'OperateService/ResumeQueue': 'commands:write',
  'OperateService/RetryFailedJobs': 'commands:write',
  'ObserveService/GetOverview': 'commands:read',
  'ObserveService/Watch': 'any key',
  'ObserveService/GetQueues': 'queues:read',
  'ObserveService/ListStreams': 'hooks:read',
  'ObserveService/ListAudit': 'audit:read',
  'ObserveService/GetConfiguration': 'any key',
  // The token or the device's signature is the credential.
  'DeviceService/Enroll': 'no key',
  'DeviceService/Connect': 'no key',
} as const satisfies Record<string, Scope | 'any key' | 'no key'>

export type MethodName = keyof typeof METHOD_ACCESS

export type Method = {
  /** `CommandService/Submit` */
  name: MethodName
  requestType: string
  responseType: string
  /** Of any kind. */
  streams: boolean
  /** One request, a stream of answers. */
  isServerStream: boolean
  comment: string
}

/** Every call of proto/, by name. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  services().flatMap((service) =>
    service.methodsArray.map((method) => {
      const name = `${service.name}/${method.name}` as MethodName
      return [
        name,
        {
          name,
          requestType: method.resolvedRequestType!.fullName.slice(1),
          responseType: method.resolvedResponseType!.fullName.slice(1),
          streams: method.requestStream === true || method.responseStream === true,
          isServerStream: method.responseStream === true && method.requestStream !== true,
          comment: method.comment ?? '',
        },
      ]
    }),
  ),
)

function services(): protobuf.Service[] {
  const nested = (root.lookup('sotto.v1') as protobuf.Namespace).nestedArray
  return nested.filter((thing): thing is protobuf.Service => 'methodsArray' in thing)
}
