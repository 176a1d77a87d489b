// Original file: proto/sotto/v1/fleet.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateEnrollmentRequest as _sotto_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _sotto_v1_CreateEnrollmentRequest__Output } from '../../sotto/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _sotto_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _sotto_v1_CreateEnrollmentResponse__Output } from '../../sotto/v1/CreateEnrollmentResponse.ts';
import type { DeleteActionRequest as _sotto_v1_DeleteActionRequest, DeleteActionRequest__Output as _sotto_v1_DeleteActionRequest__Output } from '../../sotto/v1/DeleteActionRequest.ts';
import type { DeleteActionResponse as _sotto_v1_DeleteActionResponse, DeleteActionResponse__Output as _sotto_v1_DeleteActionResponse__Output } from '../../sotto/v1/DeleteActionResponse.ts';
import type { GetDeviceRequest as _sotto_v1_GetDeviceRequest, GetDeviceRequest__Output as _sotto_v1_GetDeviceRequest__Output } from '../../sotto/v1/GetDeviceRequest.ts';
import type { GetDeviceResponse as _sotto_v1_GetDeviceResponse, GetDeviceResponse__Output as _sotto_v1_GetDeviceResponse__Output } from '../../sotto/v1/GetDeviceResponse.ts';
import type { ListActionsRequest as _sotto_v1_ListActionsRequest, ListActionsRequest__Output as _sotto_v1_ListActionsRequest__Output } from '../../sotto/v1/ListActionsRequest.ts';
import type { ListActionsResponse as _sotto_v1_ListActionsResponse, ListActionsResponse__Output as _sotto_v1_ListActionsResponse__Output } from '../../sotto/v1/ListActionsResponse.ts';
import type { ListDevicesRequest as _sotto_v1_ListDevicesRequest, ListDevicesRequest__Output as _sotto_v1_ListDevicesRequest__Output } from '../../sotto/v1/ListDevicesRequest.ts';
import type { ListDevicesResponse as _sotto_v1_ListDevicesResponse, ListDevicesResponse__Output as _sotto_v1_ListDevicesResponse__Output } from '../../sotto/v1/ListDevicesResponse.ts';
import type { PutActionRequest as _sotto_v1_PutActionRequest, PutActionRequest__Output as _sotto_v1_PutActionRequest__Output } from '../../sotto/v1/PutActionRequest.ts';
import type { PutActionResponse as _sotto_v1_PutActionResponse, PutActionResponse__Output as _sotto_v1_PutActionResponse__Output } from '../../sotto/v1/PutActionResponse.ts';
import type { RevokeDeviceRequest as _sotto_v1_RevokeDeviceRequest, RevokeDeviceRequest__Output as _sotto_v1_RevokeDeviceRequest__Output } from '../../sotto/v1/RevokeDeviceRequest.ts';
import type { RevokeDeviceResponse as _sotto_v1_RevokeDeviceResponse, RevokeDeviceResponse__Output as _sotto_v1_RevokeDeviceResponse__Output } from '../../sotto/v1/RevokeDeviceResponse.ts';

/**
 * For operators and for what provisions devices.
 */
export interface FleetServiceClient extends grpc.Client {
  /**
   * Makes a single-use enrolment token [A4]. Scope devices:write.
   */
  CreateEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a single-use enrolment token [A4]. Scope devices:write.
   */
  createEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _sotto_v1_CreateEnrollmentRequest, callback: grpc.requestCallback<_sotto_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope devices:write.
   */
  DeleteAction(argument: _sotto_v1_DeleteActionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  DeleteAction(argument: _sotto_v1_DeleteActionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  DeleteAction(argument: _sotto_v1_DeleteActionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  DeleteAction(argument: _sotto_v1_DeleteActionRequest, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope devices:write.
   */
  deleteAction(argument: _sotto_v1_DeleteActionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  deleteAction(argument: _sotto_v1_DeleteActionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  deleteAction(argument: _sotto_v1_DeleteActionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  deleteAction(argument: _sotto_v1_DeleteActionRequest, callback: grpc.requestCallback<_sotto_v1_DeleteActionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope devices:read.
   */
  GetDevice(argument: _sotto_v1_GetDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  GetDevice(argument: _sotto_v1_GetDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  GetDevice(argument: _sotto_v1_GetDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  GetDevice(argument: _sotto_v1_GetDeviceRequest, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope devices:read.
   */
  getDevice(argument: _sotto_v1_GetDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  getDevice(argument: _sotto_v1_GetDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  getDevice(argument: _sotto_v1_GetDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  getDevice(argument: _sotto_v1_GetDeviceRequest, callback: grpc.requestCallback<_sotto_v1_GetDeviceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope commands:read.
   */
  ListActions(argument: _sotto_v1_ListActionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  ListActions(argument: _sotto_v1_ListActionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  ListActions(argument: _sotto_v1_ListActionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  ListActions(argument: _sotto_v1_ListActionsRequest, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope commands:read.
   */
  listActions(argument: _sotto_v1_ListActionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  listActions(argument: _sotto_v1_ListActionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  listActions(argument: _sotto_v1_ListActionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  listActions(argument: _sotto_v1_ListActionsRequest, callback: grpc.requestCallback<_sotto_v1_ListActionsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * In the order of their identifiers. Scope devices:read.
   */
  ListDevices(argument: _sotto_v1_ListDevicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  ListDevices(argument: _sotto_v1_ListDevicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  ListDevices(argument: _sotto_v1_ListDevicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  ListDevices(argument: _sotto_v1_ListDevicesRequest, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * In the order of their identifiers. Scope devices:read.
   */
  listDevices(argument: _sotto_v1_ListDevicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _sotto_v1_ListDevicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _sotto_v1_ListDevicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _sotto_v1_ListDevicesRequest, callback: grpc.requestCallback<_sotto_v1_ListDevicesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Declares an action and the JSON Schema of its parameters. Once one is declared, undeclared ones are refused. Scope devices:write.
   */
  PutAction(argument: _sotto_v1_PutActionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  PutAction(argument: _sotto_v1_PutActionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  PutAction(argument: _sotto_v1_PutActionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  PutAction(argument: _sotto_v1_PutActionRequest, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Declares an action and the JSON Schema of its parameters. Once one is declared, undeclared ones are refused. Scope devices:write.
   */
  putAction(argument: _sotto_v1_PutActionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  putAction(argument: _sotto_v1_PutActionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  putAction(argument: _sotto_v1_PutActionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  putAction(argument: _sotto_v1_PutActionRequest, callback: grpc.requestCallback<_sotto_v1_PutActionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends the credential, closes the channel, and removes what is open. Scope devices:write.
   */
  RevokeDevice(argument: _sotto_v1_RevokeDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  RevokeDevice(argument: _sotto_v1_RevokeDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  RevokeDevice(argument: _sotto_v1_RevokeDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  RevokeDevice(argument: _sotto_v1_RevokeDeviceRequest, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends the credential, closes the channel, and removes what is open. Scope devices:write.
   */
  revokeDevice(argument: _sotto_v1_RevokeDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  revokeDevice(argument: _sotto_v1_RevokeDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  revokeDevice(argument: _sotto_v1_RevokeDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  revokeDevice(argument: _sotto_v1_RevokeDeviceRequest, callback: grpc.requestCallback<_sotto_v1_RevokeDeviceResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * For operators and for what provisions devices.
 */
export interface FleetServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Makes a single-use enrolment token [A4]. Scope devices:write.
   */
  CreateEnrollment: grpc.handleUnaryCall<_sotto_v1_CreateEnrollmentRequest__Output, _sotto_v1_CreateEnrollmentResponse>;
  
  /**
   * Scope devices:write.
   */
  DeleteAction: grpc.handleUnaryCall<_sotto_v1_DeleteActionRequest__Output, _sotto_v1_DeleteActionResponse>;
  
  /**
   * Scope devices:read.
   */
  GetDevice: grpc.handleUnaryCall<_sotto_v1_GetDeviceRequest__Output, _sotto_v1_GetDeviceResponse>;
  
  /**
   * Scope commands:read.
   */
  ListActions: grpc.handleUnaryCall<_sotto_v1_ListActionsRequest__Output, _sotto_v1_ListActionsResponse>;
  
  /**
   * In the order of their identifiers. Scope devices:read.
   */
  ListDevices: grpc.handleUnaryCall<_sotto_v1_ListDevicesRequest__Output, _sotto_v1_ListDevicesResponse>;
  
  /**
   * Declares an action and the JSON Schema of its parameters. Once one is declared, undeclared ones are refused. Scope devices:write.
   */
  PutAction: grpc.handleUnaryCall<_sotto_v1_PutActionRequest__Output, _sotto_v1_PutActionResponse>;
  
  /**
   * Ends the credential, closes the channel, and removes what is open. Scope devices:write.
   */
  RevokeDevice: grpc.handleUnaryCall<_sotto_v1_RevokeDeviceRequest__Output, _sotto_v1_RevokeDeviceResponse>;
  
}

export interface FleetServiceDefinition extends grpc.ServiceDefinition {
  CreateEnrollment: MethodDefinition<_sotto_v1_CreateEnrollmentRequest, _sotto_v1_CreateEnrollmentResponse, _sotto_v1_CreateEnrollmentRequest__Output, _sotto_v1_CreateEnrollmentResponse__Output>
  DeleteAction: MethodDefinition<_sotto_v1_DeleteActionRequest, _sotto_v1_DeleteActionResponse, _sotto_v1_DeleteActionRequest__Output, _sotto_v1_DeleteActionResponse__Output>
  GetDevice: MethodDefinition<_sotto_v1_GetDeviceRequest, _sotto_v1_GetDeviceResponse, _sotto_v1_GetDeviceRequest__Output, _sotto_v1_GetDeviceResponse__Output>
  ListActions: MethodDefinition<_sotto_v1_ListActionsRequest, _sotto_v1_ListActionsResponse, _sotto_v1_ListActionsRequest__Output, _sotto_v1_ListActionsResponse__Output>
  ListDevices: MethodDefinition<_sotto_v1_ListDevicesRequest, _sotto_v1_ListDevicesResponse, _sotto_v1_ListDevicesRequest__Output, _sotto_v1_ListDevicesResponse__Output>
  PutAction: MethodDefinition<_sotto_v1_PutActionRequest, _sotto_v1_PutActionResponse, _sotto_v1_PutActionRequest__Output, _sotto_v1_PutActionResponse__Output>
  RevokeDevice: MethodDefinition<_sotto_v1_RevokeDeviceRequest, _sotto_v1_RevokeDeviceResponse, _sotto_v1_RevokeDeviceRequest__Output, _sotto_v1_RevokeDeviceResponse__Output>
}
