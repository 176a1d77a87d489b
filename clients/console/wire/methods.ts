import type { AccessServiceDefinition } from '../../../proto/gen/sotto/v1/AccessService.ts'
import type { CommandServiceDefinition } from '../../../proto/gen/sotto/v1/CommandService.ts'
import type { FleetServiceDefinition } from '../../../proto/gen/sotto/v1/FleetService.ts'
import type { HookServiceDefinition } from '../../../proto/gen/sotto/v1/HookService.ts'
import type { ObserveServiceDefinition } from '../../../proto/gen/sotto/v1/ObserveService.ts'
import type { OperateServiceDefinition } from '../../../proto/gen/sotto/v1/OperateService.ts'
import type { SearchServiceDefinition } from '../../../proto/gen/sotto/v1/SearchService.ts'

/** What the generated definitions name, without the index signature that they inherit. */
type MethodsOf<Service extends string, Definition> = {
  [Name in keyof Definition as string extends Name ? never : `${Service}/${Name & string}`]: Definition[Name]
}

/** Every unary call by its name: `CommandService/Submit`. Types alone; nothing of it is in the page. */
type Methods = MethodsOf<'AccessService', AccessServiceDefinition> &
  MethodsOf<'CommandService', CommandServiceDefinition> &
  MethodsOf<'FleetService', FleetServiceDefinition> &
  MethodsOf<'HookService', HookServiceDefinition> &
  MethodsOf<'ObserveService', ObserveServiceDefinition> &
  MethodsOf<'OperateService', OperateServiceDefinition> &
  MethodsOf<'SearchService', SearchServiceDefinition>

export type MethodName = keyof Methods & string
export type Request<Name extends MethodName> = Methods[Name] extends { requestSerialize(given: infer Given): unknown }
  ? Json<Given>
  : never
export type Answer<Name extends MethodName> = Methods[Name] extends { responseDeserialize(bytes: never): infer Read }
  ? Json<Read>
  : never

export type JsonObject = { [key: string]: JsonValue }
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject

/** A message as proto3 JSON has it: google.protobuf.Struct is the object that it means. */
export type Json<T> = T extends (infer Item)[]
  ? Json<Item>[]
  : T extends object
    ? string extends keyof T
      ? T
      : 'fields' extends keyof T
        ? JsonObject
        : { [Key in keyof T]: Json<T[Key]> }
    : T
