/**
 * The wire as code: service definitions for grpc-js, and encoders for single messages. Values are plain objects as
 * proto/gen types them: camelCase, int64 as number, enums as their names, bytes as Buffer.
 */
import { loadPackageDefinition } from '@grpc/grpc-js'
import { fromJSON, type Options, type PackageDefinition } from '@grpc/proto-loader'
import protobuf from 'protobufjs'
import type { ProtoGrpcType as AccessTypes } from './gen/access.ts'
import type { ProtoGrpcType as CommandTypes } from './gen/command.ts'
import { descriptor } from './gen/descriptor.ts'
import type { ProtoGrpcType as DeviceTypes } from './gen/device.ts'
import type { ProtoGrpcType as FleetTypes } from './gen/fleet.ts'
import type { ProtoGrpcType as HookTypes } from './gen/hook.ts'
import type { ProtoGrpcType as ObserveTypes } from './gen/observe.ts'
import type { ProtoGrpcType as OperateTypes } from './gen/operate.ts'
import type { ProtoGrpcType as SearchTypes } from './gen/search.ts'

const VALUES: Options = { longs: Number, enums: String, defaults: true, oneofs: true }

/** As proto-loader gives it: for servers and for reflection. */
export const packageDefinition: PackageDefinition = fromJSON(descriptor as protobuf.INamespace, VALUES)

type Sotto = AccessTypes['sotto']['v1'] &
  CommandTypes['sotto']['v1'] &
  DeviceTypes['sotto']['v1'] &
  FleetTypes['sotto']['v1'] &
  HookTypes['sotto']['v1'] &
  ObserveTypes['sotto']['v1'] &
  OperateTypes['sotto']['v1'] &
  SearchTypes['sotto']['v1']

/** Client constructors and `.service` definitions: `new sotto.CommandService(address, credentials)`. */
export const sotto: Sotto = (loadPackageDefinition(packageDefinition) as unknown as { sotto: { v1: Sotto } }).sotto.v1

/** Reflection over all messages and services, for what is made from them (JSON, OpenAPI, encoders). */
export const root: protobuf.Root = protobuf.Root.fromJSON(descriptor as protobuf.INamespace)
root.resolveAll()

export type Codec<In, Out> = { encode(value: In): Uint8Array; decode(bytes: Uint8Array): Out }

/** The binary form of one message type: `codec<HookEvent, HookEvent__Output>('HookEvent')`. */
export function codec<In extends object, Out extends object>(name: string): Codec<In, Out> {
  const type = root.lookupType(`sotto.v1.${name}`)
  return {
    encode: (value) => type.encode(type.fromObject(value)).finish(),
    decode: (bytes) => type.toObject(type.decode(bytes), VALUES as protobuf.IConversionOptions) as Out,
  }
}
