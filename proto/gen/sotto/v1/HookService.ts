// Original file: proto/sotto/v1/hook.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeleteSubscriptionRequest as _sotto_v1_DeleteSubscriptionRequest, DeleteSubscriptionRequest__Output as _sotto_v1_DeleteSubscriptionRequest__Output } from '../../sotto/v1/DeleteSubscriptionRequest.ts';
import type { DeleteSubscriptionResponse as _sotto_v1_DeleteSubscriptionResponse, DeleteSubscriptionResponse__Output as _sotto_v1_DeleteSubscriptionResponse__Output } from '../../sotto/v1/DeleteSubscriptionResponse.ts';
import type { FetchRequest as _sotto_v1_FetchRequest, FetchRequest__Output as _sotto_v1_FetchRequest__Output } from '../../sotto/v1/FetchRequest.ts';
import type { FetchResponse as _sotto_v1_FetchResponse, FetchResponse__Output as _sotto_v1_FetchResponse__Output } from '../../sotto/v1/FetchResponse.ts';
import type { ListSubscriptionsRequest as _sotto_v1_ListSubscriptionsRequest, ListSubscriptionsRequest__Output as _sotto_v1_ListSubscriptionsRequest__Output } from '../../sotto/v1/ListSubscriptionsRequest.ts';
import type { ListSubscriptionsResponse as _sotto_v1_ListSubscriptionsResponse, ListSubscriptionsResponse__Output as _sotto_v1_ListSubscriptionsResponse__Output } from '../../sotto/v1/ListSubscriptionsResponse.ts';
import type { SeekRequest as _sotto_v1_SeekRequest, SeekRequest__Output as _sotto_v1_SeekRequest__Output } from '../../sotto/v1/SeekRequest.ts';
import type { SeekResponse as _sotto_v1_SeekResponse, SeekResponse__Output as _sotto_v1_SeekResponse__Output } from '../../sotto/v1/SeekResponse.ts';
import type { SubscribeRequest as _sotto_v1_SubscribeRequest, SubscribeRequest__Output as _sotto_v1_SubscribeRequest__Output } from '../../sotto/v1/SubscribeRequest.ts';
import type { SubscribeResponse as _sotto_v1_SubscribeResponse, SubscribeResponse__Output as _sotto_v1_SubscribeResponse__Output } from '../../sotto/v1/SubscribeResponse.ts';

/**
 * For applications: what happened, as a stream that can be picked up anywhere.
 */
export interface HookServiceClient extends grpc.Client {
  /**
   * Scope hooks:read.
   */
  DeleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope hooks:read.
   */
  deleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  deleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  deleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  deleteSubscription(argument: _sotto_v1_DeleteSubscriptionRequest, callback: grpc.requestCallback<_sotto_v1_DeleteSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One page from a cursor, waiting for the first event if asked to: for curl and browsers. Scope hooks:read.
   */
  Fetch(argument: _sotto_v1_FetchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  Fetch(argument: _sotto_v1_FetchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  Fetch(argument: _sotto_v1_FetchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  Fetch(argument: _sotto_v1_FetchRequest, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One page from a cursor, waiting for the first event if asked to: for curl and browsers. Scope hooks:read.
   */
  fetch(argument: _sotto_v1_FetchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _sotto_v1_FetchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _sotto_v1_FetchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _sotto_v1_FetchRequest, callback: grpc.requestCallback<_sotto_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope hooks:read.
   */
  ListSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  ListSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  ListSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  ListSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope hooks:read.
   */
  listSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  listSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  listSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  listSubscriptions(argument: _sotto_v1_ListSubscriptionsRequest, callback: grpc.requestCallback<_sotto_v1_ListSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Sets a named subscription's cursor. Scope hooks:read.
   */
  Seek(argument: _sotto_v1_SeekRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  Seek(argument: _sotto_v1_SeekRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  Seek(argument: _sotto_v1_SeekRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  Seek(argument: _sotto_v1_SeekRequest, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Sets a named subscription's cursor. Scope hooks:read.
   */
  seek(argument: _sotto_v1_SeekRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  seek(argument: _sotto_v1_SeekRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  seek(argument: _sotto_v1_SeekRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  seek(argument: _sotto_v1_SeekRequest, callback: grpc.requestCallback<_sotto_v1_SeekResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope hooks:read; hooks:all for the events of the whole tenant [A5].
   */
  Subscribe(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeResponse__Output>;
  Subscribe(options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeResponse__Output>;
  /**
   * Scope hooks:read; hooks:all for the events of the whole tenant [A5].
   */
  subscribe(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeResponse__Output>;
  subscribe(options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeResponse__Output>;
  
}

/**
 * For applications: what happened, as a stream that can be picked up anywhere.
 */
export interface HookServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Scope hooks:read.
   */
  DeleteSubscription: grpc.handleUnaryCall<_sotto_v1_DeleteSubscriptionRequest__Output, _sotto_v1_DeleteSubscriptionResponse>;
  
  /**
   * One page from a cursor, waiting for the first event if asked to: for curl and browsers. Scope hooks:read.
   */
  Fetch: grpc.handleUnaryCall<_sotto_v1_FetchRequest__Output, _sotto_v1_FetchResponse>;
  
  /**
   * Scope hooks:read.
   */
  ListSubscriptions: grpc.handleUnaryCall<_sotto_v1_ListSubscriptionsRequest__Output, _sotto_v1_ListSubscriptionsResponse>;
  
  /**
   * Sets a named subscription's cursor. Scope hooks:read.
   */
  Seek: grpc.handleUnaryCall<_sotto_v1_SeekRequest__Output, _sotto_v1_SeekResponse>;
  
  /**
   * Scope hooks:read; hooks:all for the events of the whole tenant [A5].
   */
  Subscribe: grpc.handleBidiStreamingCall<_sotto_v1_SubscribeRequest__Output, _sotto_v1_SubscribeResponse>;
  
}

export interface HookServiceDefinition extends grpc.ServiceDefinition {
  DeleteSubscription: MethodDefinition<_sotto_v1_DeleteSubscriptionRequest, _sotto_v1_DeleteSubscriptionResponse, _sotto_v1_DeleteSubscriptionRequest__Output, _sotto_v1_DeleteSubscriptionResponse__Output>
  Fetch: MethodDefinition<_sotto_v1_FetchRequest, _sotto_v1_FetchResponse, _sotto_v1_FetchRequest__Output, _sotto_v1_FetchResponse__Output>
  ListSubscriptions: MethodDefinition<_sotto_v1_ListSubscriptionsRequest, _sotto_v1_ListSubscriptionsResponse, _sotto_v1_ListSubscriptionsRequest__Output, _sotto_v1_ListSubscriptionsResponse__Output>
  Seek: MethodDefinition<_sotto_v1_SeekRequest, _sotto_v1_SeekResponse, _sotto_v1_SeekRequest__Output, _sotto_v1_SeekResponse__Output>
  Subscribe: MethodDefinition<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeResponse, _sotto_v1_SubscribeRequest__Output, _sotto_v1_SubscribeResponse__Output>
}
