// Original file: proto/sotto/v1/operate.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CloseChannelRequest as _sotto_v1_CloseChannelRequest, CloseChannelRequest__Output as _sotto_v1_CloseChannelRequest__Output } from '../../sotto/v1/CloseChannelRequest.ts';
import type { CloseChannelResponse as _sotto_v1_CloseChannelResponse, CloseChannelResponse__Output as _sotto_v1_CloseChannelResponse__Output } from '../../sotto/v1/CloseChannelResponse.ts';
import type { GetOperationRequest as _sotto_v1_GetOperationRequest, GetOperationRequest__Output as _sotto_v1_GetOperationRequest__Output } from '../../sotto/v1/GetOperationRequest.ts';
import type { GetOperationResponse as _sotto_v1_GetOperationResponse, GetOperationResponse__Output as _sotto_v1_GetOperationResponse__Output } from '../../sotto/v1/GetOperationResponse.ts';
import type { ListOperationsRequest as _sotto_v1_ListOperationsRequest, ListOperationsRequest__Output as _sotto_v1_ListOperationsRequest__Output } from '../../sotto/v1/ListOperationsRequest.ts';
import type { ListOperationsResponse as _sotto_v1_ListOperationsResponse, ListOperationsResponse__Output as _sotto_v1_ListOperationsResponse__Output } from '../../sotto/v1/ListOperationsResponse.ts';
import type { SendAgainRequest as _sotto_v1_SendAgainRequest, SendAgainRequest__Output as _sotto_v1_SendAgainRequest__Output } from '../../sotto/v1/SendAgainRequest.ts';
import type { SendAgainResponse as _sotto_v1_SendAgainResponse, SendAgainResponse__Output as _sotto_v1_SendAgainResponse__Output } from '../../sotto/v1/SendAgainResponse.ts';
import type { StartOperationRequest as _sotto_v1_StartOperationRequest, StartOperationRequest__Output as _sotto_v1_StartOperationRequest__Output } from '../../sotto/v1/StartOperationRequest.ts';
import type { StartOperationResponse as _sotto_v1_StartOperationResponse, StartOperationResponse__Output as _sotto_v1_StartOperationResponse__Output } from '../../sotto/v1/StartOperationResponse.ts';
import type { StopOperationRequest as _sotto_v1_StopOperationRequest, StopOperationRequest__Output as _sotto_v1_StopOperationRequest__Output } from '../../sotto/v1/StopOperationRequest.ts';
import type { StopOperationResponse as _sotto_v1_StopOperationResponse, StopOperationResponse__Output as _sotto_v1_StopOperationResponse__Output } from '../../sotto/v1/StopOperationResponse.ts';

/**
 * For operators: act on many messages, and on a device's channel. Everything here is in the audit, refused or done.
 */
export interface OperateServiceClient extends grpc.Client {
  /**
   * Closes a device's channel with CLOSED_BY_OPERATOR; the device comes back by itself. Scope devices:write.
   */
  CloseChannel(argument: _sotto_v1_CloseChannelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  CloseChannel(argument: _sotto_v1_CloseChannelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  CloseChannel(argument: _sotto_v1_CloseChannelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  CloseChannel(argument: _sotto_v1_CloseChannelRequest, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Closes a device's channel with CLOSED_BY_OPERATOR; the device comes back by itself. Scope devices:write.
   */
  closeChannel(argument: _sotto_v1_CloseChannelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  closeChannel(argument: _sotto_v1_CloseChannelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  closeChannel(argument: _sotto_v1_CloseChannelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  closeChannel(argument: _sotto_v1_CloseChannelRequest, callback: grpc.requestCallback<_sotto_v1_CloseChannelResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope commands:read.
   */
  GetOperation(argument: _sotto_v1_GetOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _sotto_v1_GetOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _sotto_v1_GetOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _sotto_v1_GetOperationRequest, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope commands:read.
   */
  getOperation(argument: _sotto_v1_GetOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _sotto_v1_GetOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _sotto_v1_GetOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _sotto_v1_GetOperationRequest, callback: grpc.requestCallback<_sotto_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The newest 100 of the tenant, newest first. Scope commands:read.
   */
  ListOperations(argument: _sotto_v1_ListOperationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _sotto_v1_ListOperationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _sotto_v1_ListOperationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _sotto_v1_ListOperationsRequest, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The newest 100 of the tenant, newest first. Scope commands:read.
   */
  listOperations(argument: _sotto_v1_ListOperationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _sotto_v1_ListOperationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _sotto_v1_ListOperationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _sotto_v1_ListOperationsRequest, callback: grpc.requestCallback<_sotto_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One message again: a new command of the caller, for the same device, with the same action, content, hook, clocks, key and
   * tags. Scope commands:write.
   */
  SendAgain(argument: _sotto_v1_SendAgainRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  SendAgain(argument: _sotto_v1_SendAgainRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  SendAgain(argument: _sotto_v1_SendAgainRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  SendAgain(argument: _sotto_v1_SendAgainRequest, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One message again: a new command of the caller, for the same device, with the same action, content, hook, clocks, key and
   * tags. Scope commands:write.
   */
  sendAgain(argument: _sotto_v1_SendAgainRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  sendAgain(argument: _sotto_v1_SendAgainRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  sendAgain(argument: _sotto_v1_SendAgainRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  sendAgain(argument: _sotto_v1_SendAgainRequest, callback: grpc.requestCallback<_sotto_v1_SendAgainResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Begins to cancel, or to send again, what a filter finds; goes on by itself, whoever looks, and through restarts. It takes
   * what was accepted before it began, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write.
   */
  StartOperation(argument: _sotto_v1_StartOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  StartOperation(argument: _sotto_v1_StartOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  StartOperation(argument: _sotto_v1_StartOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  StartOperation(argument: _sotto_v1_StartOperationRequest, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Begins to cancel, or to send again, what a filter finds; goes on by itself, whoever looks, and through restarts. It takes
   * what was accepted before it began, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write.
   */
  startOperation(argument: _sotto_v1_StartOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  startOperation(argument: _sotto_v1_StartOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  startOperation(argument: _sotto_v1_StartOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  startOperation(argument: _sotto_v1_StartOperationRequest, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What was done stays done. Scope commands:write.
   */
  StopOperation(argument: _sotto_v1_StopOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  StopOperation(argument: _sotto_v1_StopOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  StopOperation(argument: _sotto_v1_StopOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  StopOperation(argument: _sotto_v1_StopOperationRequest, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What was done stays done. Scope commands:write.
   */
  stopOperation(argument: _sotto_v1_StopOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  stopOperation(argument: _sotto_v1_StopOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  stopOperation(argument: _sotto_v1_StopOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  stopOperation(argument: _sotto_v1_StopOperationRequest, callback: grpc.requestCallback<_sotto_v1_StopOperationResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * For operators: act on many messages, and on a device's channel. Everything here is in the audit, refused or done.
 */
export interface OperateServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Closes a device's channel with CLOSED_BY_OPERATOR; the device comes back by itself. Scope devices:write.
   */
  CloseChannel: grpc.handleUnaryCall<_sotto_v1_CloseChannelRequest__Output, _sotto_v1_CloseChannelResponse>;
  
  /**
   * Scope commands:read.
   */
  GetOperation: grpc.handleUnaryCall<_sotto_v1_GetOperationRequest__Output, _sotto_v1_GetOperationResponse>;
  
  /**
   * The newest 100 of the tenant, newest first. Scope commands:read.
   */
  ListOperations: grpc.handleUnaryCall<_sotto_v1_ListOperationsRequest__Output, _sotto_v1_ListOperationsResponse>;
  
  /**
   * One message again: a new command of the caller, for the same device, with the same action, content, hook, clocks, key and
   * tags. Scope commands:write.
   */
  SendAgain: grpc.handleUnaryCall<_sotto_v1_SendAgainRequest__Output, _sotto_v1_SendAgainResponse>;
  
  /**
   * Begins to cancel, or to send again, what a filter finds; goes on by itself, whoever looks, and through restarts. It takes
   * what was accepted before it began, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write.
   */
  StartOperation: grpc.handleUnaryCall<_sotto_v1_StartOperationRequest__Output, _sotto_v1_StartOperationResponse>;
  
  /**
   * What was done stays done. Scope commands:write.
   */
  StopOperation: grpc.handleUnaryCall<_sotto_v1_StopOperationRequest__Output, _sotto_v1_StopOperationResponse>;
  
}

export interface OperateServiceDefinition extends grpc.ServiceDefinition {
  CloseChannel: MethodDefinition<_sotto_v1_CloseChannelRequest, _sotto_v1_CloseChannelResponse, _sotto_v1_CloseChannelRequest__Output, _sotto_v1_CloseChannelResponse__Output>
  GetOperation: MethodDefinition<_sotto_v1_GetOperationRequest, _sotto_v1_GetOperationResponse, _sotto_v1_GetOperationRequest__Output, _sotto_v1_GetOperationResponse__Output>
  ListOperations: MethodDefinition<_sotto_v1_ListOperationsRequest, _sotto_v1_ListOperationsResponse, _sotto_v1_ListOperationsRequest__Output, _sotto_v1_ListOperationsResponse__Output>
  SendAgain: MethodDefinition<_sotto_v1_SendAgainRequest, _sotto_v1_SendAgainResponse, _sotto_v1_SendAgainRequest__Output, _sotto_v1_SendAgainResponse__Output>
  StartOperation: MethodDefinition<_sotto_v1_StartOperationRequest, _sotto_v1_StartOperationResponse, _sotto_v1_StartOperationRequest__Output, _sotto_v1_StartOperationResponse__Output>
  StopOperation: MethodDefinition<_sotto_v1_StopOperationRequest, _sotto_v1_StopOperationResponse, _sotto_v1_StopOperationRequest__Output, _sotto_v1_StopOperationResponse__Output>
}
