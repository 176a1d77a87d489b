import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Action as _sotto_v1_Action, Action__Output as _sotto_v1_Action__Output } from './sotto/v1/Action.ts';
import type { CreateEnrollmentRequest as _sotto_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _sotto_v1_CreateEnrollmentRequest__Output } from './sotto/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _sotto_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _sotto_v1_CreateEnrollmentResponse__Output } from './sotto/v1/CreateEnrollmentResponse.ts';
import type { DeleteActionRequest as _sotto_v1_DeleteActionRequest, DeleteActionRequest__Output as _sotto_v1_DeleteActionRequest__Output } from './sotto/v1/DeleteActionRequest.ts';
import type { DeleteActionResponse as _sotto_v1_DeleteActionResponse, DeleteActionResponse__Output as _sotto_v1_DeleteActionResponse__Output } from './sotto/v1/DeleteActionResponse.ts';
import type { Device as _sotto_v1_Device, Device__Output as _sotto_v1_Device__Output } from './sotto/v1/Device.ts';
import type { FleetServiceClient as _sotto_v1_FleetServiceClient, FleetServiceDefinition as _sotto_v1_FleetServiceDefinition } from './sotto/v1/FleetService.ts';
import type { GetDeviceRequest as _sotto_v1_GetDeviceRequest, GetDeviceRequest__Output as _sotto_v1_GetDeviceRequest__Output } from './sotto/v1/GetDeviceRequest.ts';
import type { GetDeviceResponse as _sotto_v1_GetDeviceResponse, GetDeviceResponse__Output as _sotto_v1_GetDeviceResponse__Output } from './sotto/v1/GetDeviceResponse.ts';
import type { ListActionsRequest as _sotto_v1_ListActionsRequest, ListActionsRequest__Output as _sotto_v1_ListActionsRequest__Output } from './sotto/v1/ListActionsRequest.ts';
import type { ListActionsResponse as _sotto_v1_ListActionsResponse, ListActionsResponse__Output as _sotto_v1_ListActionsResponse__Output } from './sotto/v1/ListActionsResponse.ts';
import type { ListDevicesRequest as _sotto_v1_ListDevicesRequest, ListDevicesRequest__Output as _sotto_v1_ListDevicesRequest__Output } from './sotto/v1/ListDevicesRequest.ts';
import type { ListDevicesResponse as _sotto_v1_ListDevicesResponse, ListDevicesResponse__Output as _sotto_v1_ListDevicesResponse__Output } from './sotto/v1/ListDevicesResponse.ts';
import type { PutActionRequest as _sotto_v1_PutActionRequest, PutActionRequest__Output as _sotto_v1_PutActionRequest__Output } from './sotto/v1/PutActionRequest.ts';
import type { PutActionResponse as _sotto_v1_PutActionResponse, PutActionResponse__Output as _sotto_v1_PutActionResponse__Output } from './sotto/v1/PutActionResponse.ts';
import type { RevokeDeviceRequest as _sotto_v1_RevokeDeviceRequest, RevokeDeviceRequest__Output as _sotto_v1_RevokeDeviceRequest__Output } from './sotto/v1/RevokeDeviceRequest.ts';
import type { RevokeDeviceResponse as _sotto_v1_RevokeDeviceResponse, RevokeDeviceResponse__Output as _sotto_v1_RevokeDeviceResponse__Output } from './sotto/v1/RevokeDeviceResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  sotto: {
    v1: {
      Action: MessageTypeDefinition<_sotto_v1_Action, _sotto_v1_Action__Output>
      CreateEnrollmentRequest: MessageTypeDefinition<_sotto_v1_CreateEnrollmentRequest, _sotto_v1_CreateEnrollmentRequest__Output>
      CreateEnrollmentResponse: MessageTypeDefinition<_sotto_v1_CreateEnrollmentResponse, _sotto_v1_CreateEnrollmentResponse__Output>
      DeleteActionRequest: MessageTypeDefinition<_sotto_v1_DeleteActionRequest, _sotto_v1_DeleteActionRequest__Output>
      DeleteActionResponse: MessageTypeDefinition<_sotto_v1_DeleteActionResponse, _sotto_v1_DeleteActionResponse__Output>
      Device: MessageTypeDefinition<_sotto_v1_Device, _sotto_v1_Device__Output>
      /**
       * For operators and for what provisions devices.
       */
      FleetService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_FleetServiceClient> & { service: _sotto_v1_FleetServiceDefinition }
      GetDeviceRequest: MessageTypeDefinition<_sotto_v1_GetDeviceRequest, _sotto_v1_GetDeviceRequest__Output>
      GetDeviceResponse: MessageTypeDefinition<_sotto_v1_GetDeviceResponse, _sotto_v1_GetDeviceResponse__Output>
      ListActionsRequest: MessageTypeDefinition<_sotto_v1_ListActionsRequest, _sotto_v1_ListActionsRequest__Output>
      ListActionsResponse: MessageTypeDefinition<_sotto_v1_ListActionsResponse, _sotto_v1_ListActionsResponse__Output>
      ListDevicesRequest: MessageTypeDefinition<_sotto_v1_ListDevicesRequest, _sotto_v1_ListDevicesRequest__Output>
      ListDevicesResponse: MessageTypeDefinition<_sotto_v1_ListDevicesResponse, _sotto_v1_ListDevicesResponse__Output>
      PutActionRequest: MessageTypeDefinition<_sotto_v1_PutActionRequest, _sotto_v1_PutActionRequest__Output>
      PutActionResponse: MessageTypeDefinition<_sotto_v1_PutActionResponse, _sotto_v1_PutActionResponse__Output>
      RevokeDeviceRequest: MessageTypeDefinition<_sotto_v1_RevokeDeviceRequest, _sotto_v1_RevokeDeviceRequest__Output>
      RevokeDeviceResponse: MessageTypeDefinition<_sotto_v1_RevokeDeviceResponse, _sotto_v1_RevokeDeviceResponse__Output>
    }
  }
}

