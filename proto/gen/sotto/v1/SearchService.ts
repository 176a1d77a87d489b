// Original file: proto/sotto/v1/search.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CountMessagesRequest as _sotto_v1_CountMessagesRequest, CountMessagesRequest__Output as _sotto_v1_CountMessagesRequest__Output } from '../../sotto/v1/CountMessagesRequest.ts';
import type { CountMessagesResponse as _sotto_v1_CountMessagesResponse, CountMessagesResponse__Output as _sotto_v1_CountMessagesResponse__Output } from '../../sotto/v1/CountMessagesResponse.ts';
import type { DeleteViewRequest as _sotto_v1_DeleteViewRequest, DeleteViewRequest__Output as _sotto_v1_DeleteViewRequest__Output } from '../../sotto/v1/DeleteViewRequest.ts';
import type { DeleteViewResponse as _sotto_v1_DeleteViewResponse, DeleteViewResponse__Output as _sotto_v1_DeleteViewResponse__Output } from '../../sotto/v1/DeleteViewResponse.ts';
import type { GetDeviceQueueRequest as _sotto_v1_GetDeviceQueueRequest, GetDeviceQueueRequest__Output as _sotto_v1_GetDeviceQueueRequest__Output } from '../../sotto/v1/GetDeviceQueueRequest.ts';
import type { GetDeviceQueueResponse as _sotto_v1_GetDeviceQueueResponse, GetDeviceQueueResponse__Output as _sotto_v1_GetDeviceQueueResponse__Output } from '../../sotto/v1/GetDeviceQueueResponse.ts';
import type { GetTimelineRequest as _sotto_v1_GetTimelineRequest, GetTimelineRequest__Output as _sotto_v1_GetTimelineRequest__Output } from '../../sotto/v1/GetTimelineRequest.ts';
import type { GetTimelineResponse as _sotto_v1_GetTimelineResponse, GetTimelineResponse__Output as _sotto_v1_GetTimelineResponse__Output } from '../../sotto/v1/GetTimelineResponse.ts';
import type { ListViewsRequest as _sotto_v1_ListViewsRequest, ListViewsRequest__Output as _sotto_v1_ListViewsRequest__Output } from '../../sotto/v1/ListViewsRequest.ts';
import type { ListViewsResponse as _sotto_v1_ListViewsResponse, ListViewsResponse__Output as _sotto_v1_ListViewsResponse__Output } from '../../sotto/v1/ListViewsResponse.ts';
import type { PutViewRequest as _sotto_v1_PutViewRequest, PutViewRequest__Output as _sotto_v1_PutViewRequest__Output } from '../../sotto/v1/PutViewRequest.ts';
import type { PutViewResponse as _sotto_v1_PutViewResponse, PutViewResponse__Output as _sotto_v1_PutViewResponse__Output } from '../../sotto/v1/PutViewResponse.ts';
import type { SearchMessagesRequest as _sotto_v1_SearchMessagesRequest, SearchMessagesRequest__Output as _sotto_v1_SearchMessagesRequest__Output } from '../../sotto/v1/SearchMessagesRequest.ts';
import type { SearchMessagesResponse as _sotto_v1_SearchMessagesResponse, SearchMessagesResponse__Output as _sotto_v1_SearchMessagesResponse__Output } from '../../sotto/v1/SearchMessagesResponse.ts';

/**
 * For operators: find messages, and see what became of one. Every page is bounded in work, however much is in the store, and
 * says how far it looked when it stopped early.
 */
export interface SearchServiceClient extends grpc.Client {
  /**
   * How many messages a filter finds: in bounded steps, to be added up until there is no next_page_token. What is accepted after
   * the first step began is in none of them. Scope commands:read.
   */
  CountMessages(argument: _sotto_v1_CountMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  CountMessages(argument: _sotto_v1_CountMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  CountMessages(argument: _sotto_v1_CountMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  CountMessages(argument: _sotto_v1_CountMessagesRequest, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * How many messages a filter finds: in bounded steps, to be added up until there is no next_page_token. What is accepted after
   * the first step began is in none of them. Scope commands:read.
   */
  countMessages(argument: _sotto_v1_CountMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  countMessages(argument: _sotto_v1_CountMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  countMessages(argument: _sotto_v1_CountMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  countMessages(argument: _sotto_v1_CountMessagesRequest, callback: grpc.requestCallback<_sotto_v1_CountMessagesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Shared ones also need commands:write. Scope commands:read.
   */
  DeleteView(argument: _sotto_v1_DeleteViewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  DeleteView(argument: _sotto_v1_DeleteViewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  DeleteView(argument: _sotto_v1_DeleteViewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  DeleteView(argument: _sotto_v1_DeleteViewRequest, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Shared ones also need commands:write. Scope commands:read.
   */
  deleteView(argument: _sotto_v1_DeleteViewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  deleteView(argument: _sotto_v1_DeleteViewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  deleteView(argument: _sotto_v1_DeleteViewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  deleteView(argument: _sotto_v1_DeleteViewRequest, callback: grpc.requestCallback<_sotto_v1_DeleteViewResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What a device has been sent and what waits for it, in the order it goes. Its history is a search by device. Scope commands:read.
   */
  GetDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  GetDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  GetDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  GetDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What a device has been sent and what waits for it, in the order it goes. Its history is a search by device. Scope commands:read.
   */
  getDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  getDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  getDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  getDeviceQueue(argument: _sotto_v1_GetDeviceQueueRequest, callback: grpc.requestCallback<_sotto_v1_GetDeviceQueueResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One message: its attempts with the time of every hop, and its hook events. Scope commands:read.
   */
  GetTimeline(argument: _sotto_v1_GetTimelineRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  GetTimeline(argument: _sotto_v1_GetTimelineRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  GetTimeline(argument: _sotto_v1_GetTimelineRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  GetTimeline(argument: _sotto_v1_GetTimelineRequest, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One message: its attempts with the time of every hop, and its hook events. Scope commands:read.
   */
  getTimeline(argument: _sotto_v1_GetTimelineRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  getTimeline(argument: _sotto_v1_GetTimelineRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  getTimeline(argument: _sotto_v1_GetTimelineRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  getTimeline(argument: _sotto_v1_GetTimelineRequest, callback: grpc.requestCallback<_sotto_v1_GetTimelineResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The caller's own and the shared ones, by name. Scope commands:read.
   */
  ListViews(argument: _sotto_v1_ListViewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  ListViews(argument: _sotto_v1_ListViewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  ListViews(argument: _sotto_v1_ListViewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  ListViews(argument: _sotto_v1_ListViewsRequest, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The caller's own and the shared ones, by name. Scope commands:read.
   */
  listViews(argument: _sotto_v1_ListViewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  listViews(argument: _sotto_v1_ListViewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  listViews(argument: _sotto_v1_ListViewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  listViews(argument: _sotto_v1_ListViewsRequest, callback: grpc.requestCallback<_sotto_v1_ListViewsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Saves what a page shows by a name; the same name again replaces it. At most 100 of a key and 100 shared. Shared ones also
   * need commands:write. Scope commands:read.
   */
  PutView(argument: _sotto_v1_PutViewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  PutView(argument: _sotto_v1_PutViewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  PutView(argument: _sotto_v1_PutViewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  PutView(argument: _sotto_v1_PutViewRequest, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Saves what a page shows by a name; the same name again replaces it. At most 100 of a key and 100 shared. Shared ones also
   * need commands:write. Scope commands:read.
   */
  putView(argument: _sotto_v1_PutViewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  putView(argument: _sotto_v1_PutViewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  putView(argument: _sotto_v1_PutViewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  putView(argument: _sotto_v1_PutViewRequest, callback: grpc.requestCallback<_sotto_v1_PutViewResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Messages by what is known of them. Scope commands:read.
   */
  SearchMessages(argument: _sotto_v1_SearchMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  SearchMessages(argument: _sotto_v1_SearchMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  SearchMessages(argument: _sotto_v1_SearchMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  SearchMessages(argument: _sotto_v1_SearchMessagesRequest, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Messages by what is known of them. Scope commands:read.
   */
  searchMessages(argument: _sotto_v1_SearchMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  searchMessages(argument: _sotto_v1_SearchMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  searchMessages(argument: _sotto_v1_SearchMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  searchMessages(argument: _sotto_v1_SearchMessagesRequest, callback: grpc.requestCallback<_sotto_v1_SearchMessagesResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * For operators: find messages, and see what became of one. Every page is bounded in work, however much is in the store, and
 * says how far it looked when it stopped early.
 */
export interface SearchServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * How many messages a filter finds: in bounded steps, to be added up until there is no next_page_token. What is accepted after
   * the first step began is in none of them. Scope commands:read.
   */
  CountMessages: grpc.handleUnaryCall<_sotto_v1_CountMessagesRequest__Output, _sotto_v1_CountMessagesResponse>;
  
  /**
   * Shared ones also need commands:write. Scope commands:read.
   */
  DeleteView: grpc.handleUnaryCall<_sotto_v1_DeleteViewRequest__Output, _sotto_v1_DeleteViewResponse>;
  
  /**
   * What a device has been sent and what waits for it, in the order it goes. Its history is a search by device. Scope commands:read.
   */
  GetDeviceQueue: grpc.handleUnaryCall<_sotto_v1_GetDeviceQueueRequest__Output, _sotto_v1_GetDeviceQueueResponse>;
  
  /**
   * One message: its attempts with the time of every hop, and its hook events. Scope commands:read.
   */
  GetTimeline: grpc.handleUnaryCall<_sotto_v1_GetTimelineRequest__Output, _sotto_v1_GetTimelineResponse>;
  
  /**
   * The caller's own and the shared ones, by name. Scope commands:read.
   */
  ListViews: grpc.handleUnaryCall<_sotto_v1_ListViewsRequest__Output, _sotto_v1_ListViewsResponse>;
  
  /**
   * Saves what a page shows by a name; the same name again replaces it. At most 100 of a key and 100 shared. Shared ones also
   * need commands:write. Scope commands:read.
   */
  PutView: grpc.handleUnaryCall<_sotto_v1_PutViewRequest__Output, _sotto_v1_PutViewResponse>;
  
  /**
   * Messages by what is known of them. Scope commands:read.
   */
  SearchMessages: grpc.handleUnaryCall<_sotto_v1_SearchMessagesRequest__Output, _sotto_v1_SearchMessagesResponse>;
  
}

export interface SearchServiceDefinition extends grpc.ServiceDefinition {
  CountMessages: MethodDefinition<_sotto_v1_CountMessagesRequest, _sotto_v1_CountMessagesResponse, _sotto_v1_CountMessagesRequest__Output, _sotto_v1_CountMessagesResponse__Output>
  DeleteView: MethodDefinition<_sotto_v1_DeleteViewRequest, _sotto_v1_DeleteViewResponse, _sotto_v1_DeleteViewRequest__Output, _sotto_v1_DeleteViewResponse__Output>
  GetDeviceQueue: MethodDefinition<_sotto_v1_GetDeviceQueueRequest, _sotto_v1_GetDeviceQueueResponse, _sotto_v1_GetDeviceQueueRequest__Output, _sotto_v1_GetDeviceQueueResponse__Output>
  GetTimeline: MethodDefinition<_sotto_v1_GetTimelineRequest, _sotto_v1_GetTimelineResponse, _sotto_v1_GetTimelineRequest__Output, _sotto_v1_GetTimelineResponse__Output>
  ListViews: MethodDefinition<_sotto_v1_ListViewsRequest, _sotto_v1_ListViewsResponse, _sotto_v1_ListViewsRequest__Output, _sotto_v1_ListViewsResponse__Output>
  PutView: MethodDefinition<_sotto_v1_PutViewRequest, _sotto_v1_PutViewResponse, _sotto_v1_PutViewRequest__Output, _sotto_v1_PutViewResponse__Output>
  SearchMessages: MethodDefinition<_sotto_v1_SearchMessagesRequest, _sotto_v1_SearchMessagesResponse, _sotto_v1_SearchMessagesRequest__Output, _sotto_v1_SearchMessagesResponse__Output>
}
