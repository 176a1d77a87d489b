// Original file: proto/sotto/v1/operate.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CloseChannelRequest as _sotto_v1_CloseChannelRequest, CloseChannelRequest__Output as _sotto_v1_CloseChannelRequest__Output } from '../../sotto/v1/CloseChannelRequest.ts';
import type { CloseChannelResponse as _sotto_v1_CloseChannelResponse, CloseChannelResponse__Output as _sotto_v1_CloseChannelResponse__Output } from '../../sotto/v1/CloseChannelResponse.ts';
import type { GetOperationRequest as _sotto_v1_GetOperationRequest, GetOperationRequest__Output as _sotto_v1_GetOperationRequest__Output } from '../../sotto/v1/GetOperationRequest.ts';
import type { GetOperationResponse as _sotto_v1_GetOperationResponse, GetOperationResponse__Output as _sotto_v1_GetOperationResponse__Output } from '../../sotto/v1/GetOperationResponse.ts';
import type { ListOperationsRequest as _sotto_v1_ListOperationsRequest, ListOperationsRequest__Output as _sotto_v1_ListOperationsRequest__Output } from '../../sotto/v1/ListOperationsRequest.ts';
import type { ListOperationsResponse as _sotto_v1_ListOperationsResponse, ListOperationsResponse__Output as _sotto_v1_ListOperationsResponse__Output } from '../../sotto/v1/ListOperationsResponse.ts';
import type { PauseQueueRequest as _sotto_v1_PauseQueueRequest, PauseQueueRequest__Output as _sotto_v1_PauseQueueRequest__Output } from '../../sotto/v1/PauseQueueRequest.ts';
import type { PauseQueueResponse as _sotto_v1_PauseQueueResponse, PauseQueueResponse__Output as _sotto_v1_PauseQueueResponse__Output } from '../../sotto/v1/PauseQueueResponse.ts';
import type { ResumeQueueRequest as _sotto_v1_ResumeQueueRequest, ResumeQueueRequest__Output as _sotto_v1_ResumeQueueRequest__Output } from '../../sotto/v1/ResumeQueueRequest.ts';
import type { ResumeQueueResponse as _sotto_v1_ResumeQueueResponse, ResumeQueueResponse__Output as _sotto_v1_ResumeQueueResponse__Output } from '../../sotto/v1/ResumeQueueResponse.ts';
import type { RetryFailedJobsRequest as _sotto_v1_RetryFailedJobsRequest, RetryFailedJobsRequest__Output as _sotto_v1_RetryFailedJobsRequest__Output } from '../../sotto/v1/RetryFailedJobsRequest.ts';
import type { RetryFailedJobsResponse as _sotto_v1_RetryFailedJobsResponse, RetryFailedJobsResponse__Output as _sotto_v1_RetryFailedJobsResponse__Output } from '../../sotto/v1/RetryFailedJobsResponse.ts';
import type { SendAgainRequest as _sotto_v1_SendAgainRequest, SendAgainRequest__Output as _sotto_v1_SendAgainRequest__Output } from '../../sotto/v1/SendAgainRequest.ts';
import type { SendAgainResponse as _sotto_v1_SendAgainResponse, SendAgainResponse__Output as _sotto_v1_SendAgainResponse__Output } from '../../sotto/v1/SendAgainResponse.ts';
import type { StartOperationRequest as _sotto_v1_StartOperationRequest, StartOperationRequest__Output as _sotto_v1_StartOperationRequest__Output } from '../../sotto/v1/StartOperationRequest.ts';
import type { StartOperationResponse as _sotto_v1_StartOperationResponse, StartOperationResponse__Output as _sotto_v1_StartOperationResponse__Output } from '../../sotto/v1/StartOperationResponse.ts';
import type { StopOperationRequest as _sotto_v1_StopOperationRequest, StopOperationRequest__Output as _sotto_v1_StopOperationRequest__Output } from '../../sotto/v1/StopOperationRequest.ts';
import type { StopOperationResponse as _sotto_v1_StopOperationResponse, StopOperationResponse__Output as _sotto_v1_StopOperationResponse__Output } from '../../sotto/v1/StopOperationResponse.ts';

/**
 * For operators: act on many messages, on a device's channel, and on the work queue. Everything here is in the audit, refused or done.
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
   * No worker takes a job any more, of any tenant: what is submitted is stored and waits, and what devices have goes on. As no
   * canary comes through, nodes are not ready after three of its intervals [B6]. Needs queues:read too. Scope commands:write.
   */
  PauseQueue(argument: _sotto_v1_PauseQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  PauseQueue(argument: _sotto_v1_PauseQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  PauseQueue(argument: _sotto_v1_PauseQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  PauseQueue(argument: _sotto_v1_PauseQueueRequest, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  /**
   * No worker takes a job any more, of any tenant: what is submitted is stored and waits, and what devices have goes on. As no
   * canary comes through, nodes are not ready after three of its intervals [B6]. Needs queues:read too. Scope commands:write.
   */
  pauseQueue(argument: _sotto_v1_PauseQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  pauseQueue(argument: _sotto_v1_PauseQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  pauseQueue(argument: _sotto_v1_PauseQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  pauseQueue(argument: _sotto_v1_PauseQueueRequest, callback: grpc.requestCallback<_sotto_v1_PauseQueueResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What waits is done now. Needs queues:read too. Scope commands:write.
   */
  ResumeQueue(argument: _sotto_v1_ResumeQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  ResumeQueue(argument: _sotto_v1_ResumeQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  ResumeQueue(argument: _sotto_v1_ResumeQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  ResumeQueue(argument: _sotto_v1_ResumeQueueRequest, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What waits is done now. Needs queues:read too. Scope commands:write.
   */
  resumeQueue(argument: _sotto_v1_ResumeQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  resumeQueue(argument: _sotto_v1_ResumeQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  resumeQueue(argument: _sotto_v1_ResumeQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  resumeQueue(argument: _sotto_v1_ResumeQueueRequest, callback: grpc.requestCallback<_sotto_v1_ResumeQueueResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Jobs that failed wait again. A job says only which place has something to send, so no effect is repeated; one that is
   * completed is not retried. Needs queues:read too. Scope commands:write.
   */
  RetryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  RetryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  RetryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  RetryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Jobs that failed wait again. A job says only which place has something to send, so no effect is repeated; one that is
   * completed is not retried. Needs queues:read too. Scope commands:write.
   */
  retryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  retryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  retryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  retryFailedJobs(argument: _sotto_v1_RetryFailedJobsRequest, callback: grpc.requestCallback<_sotto_v1_RetryFailedJobsResponse__Output>): grpc.ClientUnaryCall;
  
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
   * what was accepted before it began, or before it was counted, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write.
   */
  StartOperation(argument: _sotto_v1_StartOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  StartOperation(argument: _sotto_v1_StartOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  StartOperation(argument: _sotto_v1_StartOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  StartOperation(argument: _sotto_v1_StartOperationRequest, callback: grpc.requestCallback<_sotto_v1_StartOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Begins to cancel, or to send again, what a filter finds; goes on by itself, whoever looks, and through restarts. It takes
   * what was accepted before it began, or before it was counted, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write.
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
 * For operators: act on many messages, on a device's channel, and on the work queue. Everything here is in the audit, refused or done.
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
   * No worker takes a job any more, of any tenant: what is submitted is stored and waits, and what devices have goes on. As no
   * canary comes through, nodes are not ready after three of its intervals [B6]. Needs queues:read too. Scope commands:write.
   */
  PauseQueue: grpc.handleUnaryCall<_sotto_v1_PauseQueueRequest__Output, _sotto_v1_PauseQueueResponse>;
  
  /**
   * What waits is done now. Needs queues:read too. Scope commands:write.
   */
  ResumeQueue: grpc.handleUnaryCall<_sotto_v1_ResumeQueueRequest__Output, _sotto_v1_ResumeQueueResponse>;
  
  /**
   * Jobs that failed wait again. A job says only which place has something to send, so no effect is repeated; one that is
   * completed is not retried. Needs queues:read too. Scope commands:write.
   */
  RetryFailedJobs: grpc.handleUnaryCall<_sotto_v1_RetryFailedJobsRequest__Output, _sotto_v1_RetryFailedJobsResponse>;
  
  /**
   * One message again: a new command of the caller, for the same device, with the same action, content, hook, clocks, key and
   * tags. Scope commands:write.
   */
  SendAgain: grpc.handleUnaryCall<_sotto_v1_SendAgainRequest__Output, _sotto_v1_SendAgainResponse>;
  
  /**
   * Begins to cancel, or to send again, what a filter finds; goes on by itself, whoever looks, and through restarts. It takes
   * what was accepted before it began, or before it was counted, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write.
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
  PauseQueue: MethodDefinition<_sotto_v1_PauseQueueRequest, _sotto_v1_PauseQueueResponse, _sotto_v1_PauseQueueRequest__Output, _sotto_v1_PauseQueueResponse__Output>
  ResumeQueue: MethodDefinition<_sotto_v1_ResumeQueueRequest, _sotto_v1_ResumeQueueResponse, _sotto_v1_ResumeQueueRequest__Output, _sotto_v1_ResumeQueueResponse__Output>
  RetryFailedJobs: MethodDefinition<_sotto_v1_RetryFailedJobsRequest, _sotto_v1_RetryFailedJobsResponse, _sotto_v1_RetryFailedJobsRequest__Output, _sotto_v1_RetryFailedJobsResponse__Output>
  SendAgain: MethodDefinition<_sotto_v1_SendAgainRequest, _sotto_v1_SendAgainResponse, _sotto_v1_SendAgainRequest__Output, _sotto_v1_SendAgainResponse__Output>
  StartOperation: MethodDefinition<_sotto_v1_StartOperationRequest, _sotto_v1_StartOperationResponse, _sotto_v1_StartOperationRequest__Output, _sotto_v1_StartOperationResponse__Output>
  StopOperation: MethodDefinition<_sotto_v1_StopOperationRequest, _sotto_v1_StopOperationResponse, _sotto_v1_StopOperationRequest__Output, _sotto_v1_StopOperationResponse__Output>
}
