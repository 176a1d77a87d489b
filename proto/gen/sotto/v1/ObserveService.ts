// Original file: proto/sotto/v1/observe.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetConfigurationRequest as _sotto_v1_GetConfigurationRequest, GetConfigurationRequest__Output as _sotto_v1_GetConfigurationRequest__Output } from '../../sotto/v1/GetConfigurationRequest.ts';
import type { GetConfigurationResponse as _sotto_v1_GetConfigurationResponse, GetConfigurationResponse__Output as _sotto_v1_GetConfigurationResponse__Output } from '../../sotto/v1/GetConfigurationResponse.ts';
import type { GetOverviewRequest as _sotto_v1_GetOverviewRequest, GetOverviewRequest__Output as _sotto_v1_GetOverviewRequest__Output } from '../../sotto/v1/GetOverviewRequest.ts';
import type { GetOverviewResponse as _sotto_v1_GetOverviewResponse, GetOverviewResponse__Output as _sotto_v1_GetOverviewResponse__Output } from '../../sotto/v1/GetOverviewResponse.ts';
import type { GetQueuesRequest as _sotto_v1_GetQueuesRequest, GetQueuesRequest__Output as _sotto_v1_GetQueuesRequest__Output } from '../../sotto/v1/GetQueuesRequest.ts';
import type { GetQueuesResponse as _sotto_v1_GetQueuesResponse, GetQueuesResponse__Output as _sotto_v1_GetQueuesResponse__Output } from '../../sotto/v1/GetQueuesResponse.ts';
import type { ListAuditRequest as _sotto_v1_ListAuditRequest, ListAuditRequest__Output as _sotto_v1_ListAuditRequest__Output } from '../../sotto/v1/ListAuditRequest.ts';
import type { ListAuditResponse as _sotto_v1_ListAuditResponse, ListAuditResponse__Output as _sotto_v1_ListAuditResponse__Output } from '../../sotto/v1/ListAuditResponse.ts';
import type { ListStreamsRequest as _sotto_v1_ListStreamsRequest, ListStreamsRequest__Output as _sotto_v1_ListStreamsRequest__Output } from '../../sotto/v1/ListStreamsRequest.ts';
import type { ListStreamsResponse as _sotto_v1_ListStreamsResponse, ListStreamsResponse__Output as _sotto_v1_ListStreamsResponse__Output } from '../../sotto/v1/ListStreamsResponse.ts';
import type { WatchRequest as _sotto_v1_WatchRequest, WatchRequest__Output as _sotto_v1_WatchRequest__Output } from '../../sotto/v1/WatchRequest.ts';
import type { WatchResponse as _sotto_v1_WatchResponse, WatchResponse__Output as _sotto_v1_WatchResponse__Output } from '../../sotto/v1/WatchResponse.ts';

/**
 * For operators: how it stands, live. Figures are of the caller's tenant, but those of GetQueues.
 */
export interface ObserveServiceClient extends grpc.Client {
  /**
   * Settings as they are in effect, and limits. What is only about the servers is for keys with queues:read; secrets are for
   * nobody. Any key.
   */
  GetConfiguration(argument: _sotto_v1_GetConfigurationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  GetConfiguration(argument: _sotto_v1_GetConfigurationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  GetConfiguration(argument: _sotto_v1_GetConfigurationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  GetConfiguration(argument: _sotto_v1_GetConfigurationRequest, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Settings as they are in effect, and limits. What is only about the servers is for keys with queues:read; secrets are for
   * nobody. Any key.
   */
  getConfiguration(argument: _sotto_v1_GetConfigurationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  getConfiguration(argument: _sotto_v1_GetConfigurationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  getConfiguration(argument: _sotto_v1_GetConfigurationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  getConfiguration(argument: _sotto_v1_GetConfigurationRequest, callback: grpc.requestCallback<_sotto_v1_GetConfigurationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * How the tenant stands now. Scope commands:read.
   */
  GetOverview(argument: _sotto_v1_GetOverviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  GetOverview(argument: _sotto_v1_GetOverviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  GetOverview(argument: _sotto_v1_GetOverviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  GetOverview(argument: _sotto_v1_GetOverviewRequest, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  /**
   * How the tenant stands now. Scope commands:read.
   */
  getOverview(argument: _sotto_v1_GetOverviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  getOverview(argument: _sotto_v1_GetOverviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  getOverview(argument: _sotto_v1_GetOverviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  getOverview(argument: _sotto_v1_GetOverviewRequest, callback: grpc.requestCallback<_sotto_v1_GetOverviewResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The work queue and the outboxes, of all tenants together. Scope queues:read.
   */
  GetQueues(argument: _sotto_v1_GetQueuesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  GetQueues(argument: _sotto_v1_GetQueuesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  GetQueues(argument: _sotto_v1_GetQueuesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  GetQueues(argument: _sotto_v1_GetQueuesRequest, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The work queue and the outboxes, of all tenants together. Scope queues:read.
   */
  getQueues(argument: _sotto_v1_GetQueuesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  getQueues(argument: _sotto_v1_GetQueuesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  getQueues(argument: _sotto_v1_GetQueuesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  getQueues(argument: _sotto_v1_GetQueuesRequest, callback: grpc.requestCallback<_sotto_v1_GetQueuesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Who did what, and who was refused what; newest first. Scope audit:read.
   */
  ListAudit(argument: _sotto_v1_ListAuditRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  ListAudit(argument: _sotto_v1_ListAuditRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  ListAudit(argument: _sotto_v1_ListAuditRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  ListAudit(argument: _sotto_v1_ListAuditRequest, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Who did what, and who was refused what; newest first. Scope audit:read.
   */
  listAudit(argument: _sotto_v1_ListAuditRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  listAudit(argument: _sotto_v1_ListAuditRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  listAudit(argument: _sotto_v1_ListAuditRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  listAudit(argument: _sotto_v1_ListAuditRequest, callback: grpc.requestCallback<_sotto_v1_ListAuditResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Subscribers that are connected now, to any node. hooks:all for those of other applications [A5]. Scope hooks:read.
   */
  ListStreams(argument: _sotto_v1_ListStreamsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  ListStreams(argument: _sotto_v1_ListStreamsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  ListStreams(argument: _sotto_v1_ListStreamsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  ListStreams(argument: _sotto_v1_ListStreamsRequest, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Subscribers that are connected now, to any node. hooks:all for those of other applications [A5]. Scope hooks:read.
   */
  listStreams(argument: _sotto_v1_ListStreamsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  listStreams(argument: _sotto_v1_ListStreamsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  listStreams(argument: _sotto_v1_ListStreamsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  listStreams(argument: _sotto_v1_ListStreamsRequest, callback: grpc.requestCallback<_sotto_v1_ListStreamsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One stream for a page: what it shows, as it changes. Of each topic the newest is sent; a slow reader skips, and is never
   * buffered for. At most 20 streams of a key on a node. Over HTTP in the Connect protocol's streaming form. Any key, with the
   * scope of each topic: commands:read for OVERVIEW and OPERATIONS, hooks:read for EVENTS, STREAMS and SUBSCRIPTIONS, queues:read
   * for QUEUES, devices:read for DEVICES.
   */
  Watch(argument: _sotto_v1_WatchRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_sotto_v1_WatchResponse__Output>;
  Watch(argument: _sotto_v1_WatchRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_sotto_v1_WatchResponse__Output>;
  /**
   * One stream for a page: what it shows, as it changes. Of each topic the newest is sent; a slow reader skips, and is never
   * buffered for. At most 20 streams of a key on a node. Over HTTP in the Connect protocol's streaming form. Any key, with the
   * scope of each topic: commands:read for OVERVIEW and OPERATIONS, hooks:read for EVENTS, STREAMS and SUBSCRIPTIONS, queues:read
   * for QUEUES, devices:read for DEVICES.
   */
  watch(argument: _sotto_v1_WatchRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_sotto_v1_WatchResponse__Output>;
  watch(argument: _sotto_v1_WatchRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_sotto_v1_WatchResponse__Output>;
  
}

/**
 * For operators: how it stands, live. Figures are of the caller's tenant, but those of GetQueues.
 */
export interface ObserveServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Settings as they are in effect, and limits. What is only about the servers is for keys with queues:read; secrets are for
   * nobody. Any key.
   */
  GetConfiguration: grpc.handleUnaryCall<_sotto_v1_GetConfigurationRequest__Output, _sotto_v1_GetConfigurationResponse>;
  
  /**
   * How the tenant stands now. Scope commands:read.
   */
  GetOverview: grpc.handleUnaryCall<_sotto_v1_GetOverviewRequest__Output, _sotto_v1_GetOverviewResponse>;
  
  /**
   * The work queue and the outboxes, of all tenants together. Scope queues:read.
   */
  GetQueues: grpc.handleUnaryCall<_sotto_v1_GetQueuesRequest__Output, _sotto_v1_GetQueuesResponse>;
  
  /**
   * Who did what, and who was refused what; newest first. Scope audit:read.
   */
  ListAudit: grpc.handleUnaryCall<_sotto_v1_ListAuditRequest__Output, _sotto_v1_ListAuditResponse>;
  
  /**
   * Subscribers that are connected now, to any node. hooks:all for those of other applications [A5]. Scope hooks:read.
   */
  ListStreams: grpc.handleUnaryCall<_sotto_v1_ListStreamsRequest__Output, _sotto_v1_ListStreamsResponse>;
  
  /**
   * One stream for a page: what it shows, as it changes. Of each topic the newest is sent; a slow reader skips, and is never
   * buffered for. At most 20 streams of a key on a node. Over HTTP in the Connect protocol's streaming form. Any key, with the
   * scope of each topic: commands:read for OVERVIEW and OPERATIONS, hooks:read for EVENTS, STREAMS and SUBSCRIPTIONS, queues:read
   * for QUEUES, devices:read for DEVICES.
   */
  Watch: grpc.handleServerStreamingCall<_sotto_v1_WatchRequest__Output, _sotto_v1_WatchResponse>;
  
}

export interface ObserveServiceDefinition extends grpc.ServiceDefinition {
  GetConfiguration: MethodDefinition<_sotto_v1_GetConfigurationRequest, _sotto_v1_GetConfigurationResponse, _sotto_v1_GetConfigurationRequest__Output, _sotto_v1_GetConfigurationResponse__Output>
  GetOverview: MethodDefinition<_sotto_v1_GetOverviewRequest, _sotto_v1_GetOverviewResponse, _sotto_v1_GetOverviewRequest__Output, _sotto_v1_GetOverviewResponse__Output>
  GetQueues: MethodDefinition<_sotto_v1_GetQueuesRequest, _sotto_v1_GetQueuesResponse, _sotto_v1_GetQueuesRequest__Output, _sotto_v1_GetQueuesResponse__Output>
  ListAudit: MethodDefinition<_sotto_v1_ListAuditRequest, _sotto_v1_ListAuditResponse, _sotto_v1_ListAuditRequest__Output, _sotto_v1_ListAuditResponse__Output>
  ListStreams: MethodDefinition<_sotto_v1_ListStreamsRequest, _sotto_v1_ListStreamsResponse, _sotto_v1_ListStreamsRequest__Output, _sotto_v1_ListStreamsResponse__Output>
  Watch: MethodDefinition<_sotto_v1_WatchRequest, _sotto_v1_WatchResponse, _sotto_v1_WatchRequest__Output, _sotto_v1_WatchResponse__Output>
}
