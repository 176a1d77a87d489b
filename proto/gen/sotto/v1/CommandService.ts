// Original file: proto/sotto/v1/command.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelRequest as _sotto_v1_CancelRequest, CancelRequest__Output as _sotto_v1_CancelRequest__Output } from '../../sotto/v1/CancelRequest.ts';
import type { CancelResponse as _sotto_v1_CancelResponse, CancelResponse__Output as _sotto_v1_CancelResponse__Output } from '../../sotto/v1/CancelResponse.ts';
import type { ExplainRequest as _sotto_v1_ExplainRequest, ExplainRequest__Output as _sotto_v1_ExplainRequest__Output } from '../../sotto/v1/ExplainRequest.ts';
import type { ExplainResponse as _sotto_v1_ExplainResponse, ExplainResponse__Output as _sotto_v1_ExplainResponse__Output } from '../../sotto/v1/ExplainResponse.ts';
import type { GetCommandRequest as _sotto_v1_GetCommandRequest, GetCommandRequest__Output as _sotto_v1_GetCommandRequest__Output } from '../../sotto/v1/GetCommandRequest.ts';
import type { GetCommandResponse as _sotto_v1_GetCommandResponse, GetCommandResponse__Output as _sotto_v1_GetCommandResponse__Output } from '../../sotto/v1/GetCommandResponse.ts';
import type { GetMessageRequest as _sotto_v1_GetMessageRequest, GetMessageRequest__Output as _sotto_v1_GetMessageRequest__Output } from '../../sotto/v1/GetMessageRequest.ts';
import type { GetMessageResponse as _sotto_v1_GetMessageResponse, GetMessageResponse__Output as _sotto_v1_GetMessageResponse__Output } from '../../sotto/v1/GetMessageResponse.ts';
import type { ListMessagesRequest as _sotto_v1_ListMessagesRequest, ListMessagesRequest__Output as _sotto_v1_ListMessagesRequest__Output } from '../../sotto/v1/ListMessagesRequest.ts';
import type { ListMessagesResponse as _sotto_v1_ListMessagesResponse, ListMessagesResponse__Output as _sotto_v1_ListMessagesResponse__Output } from '../../sotto/v1/ListMessagesResponse.ts';
import type { SubmitManyRequest as _sotto_v1_SubmitManyRequest, SubmitManyRequest__Output as _sotto_v1_SubmitManyRequest__Output } from '../../sotto/v1/SubmitManyRequest.ts';
import type { SubmitManyResponse as _sotto_v1_SubmitManyResponse, SubmitManyResponse__Output as _sotto_v1_SubmitManyResponse__Output } from '../../sotto/v1/SubmitManyResponse.ts';
import type { SubmitRequest as _sotto_v1_SubmitRequest, SubmitRequest__Output as _sotto_v1_SubmitRequest__Output } from '../../sotto/v1/SubmitRequest.ts';
import type { SubmitResponse as _sotto_v1_SubmitResponse, SubmitResponse__Output as _sotto_v1_SubmitResponse__Output } from '../../sotto/v1/SubmitResponse.ts';
import type { SubmitStreamRequest as _sotto_v1_SubmitStreamRequest, SubmitStreamRequest__Output as _sotto_v1_SubmitStreamRequest__Output } from '../../sotto/v1/SubmitStreamRequest.ts';
import type { SubmitStreamResponse as _sotto_v1_SubmitStreamResponse, SubmitStreamResponse__Output as _sotto_v1_SubmitStreamResponse__Output } from '../../sotto/v1/SubmitStreamResponse.ts';

/**
 * For applications: ask devices to do something, and see what became of it.
 */
export interface CommandServiceClient extends grpc.Client {
  /**
   * [M12] Cancels the open messages of a command, or one message. Scope commands:write.
   */
  Cancel(argument: _sotto_v1_CancelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _sotto_v1_CancelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _sotto_v1_CancelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _sotto_v1_CancelRequest, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  /**
   * [M12] Cancels the open messages of a command, or one message. Scope commands:write.
   */
  cancel(argument: _sotto_v1_CancelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  cancel(argument: _sotto_v1_CancelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  cancel(argument: _sotto_v1_CancelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  cancel(argument: _sotto_v1_CancelRequest, callback: grpc.requestCallback<_sotto_v1_CancelResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * [M13] Why a message is not finished, and what would change that. Scope commands:read.
   */
  Explain(argument: _sotto_v1_ExplainRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  Explain(argument: _sotto_v1_ExplainRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  Explain(argument: _sotto_v1_ExplainRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  Explain(argument: _sotto_v1_ExplainRequest, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  /**
   * [M13] Why a message is not finished, and what would change that. Scope commands:read.
   */
  explain(argument: _sotto_v1_ExplainRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  explain(argument: _sotto_v1_ExplainRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  explain(argument: _sotto_v1_ExplainRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  explain(argument: _sotto_v1_ExplainRequest, callback: grpc.requestCallback<_sotto_v1_ExplainResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope commands:read.
   */
  GetCommand(argument: _sotto_v1_GetCommandRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  GetCommand(argument: _sotto_v1_GetCommandRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  GetCommand(argument: _sotto_v1_GetCommandRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  GetCommand(argument: _sotto_v1_GetCommandRequest, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope commands:read.
   */
  getCommand(argument: _sotto_v1_GetCommandRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  getCommand(argument: _sotto_v1_GetCommandRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  getCommand(argument: _sotto_v1_GetCommandRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  getCommand(argument: _sotto_v1_GetCommandRequest, callback: grpc.requestCallback<_sotto_v1_GetCommandResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope commands:read.
   */
  GetMessage(argument: _sotto_v1_GetMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  GetMessage(argument: _sotto_v1_GetMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  GetMessage(argument: _sotto_v1_GetMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  GetMessage(argument: _sotto_v1_GetMessageRequest, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope commands:read.
   */
  getMessage(argument: _sotto_v1_GetMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _sotto_v1_GetMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _sotto_v1_GetMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _sotto_v1_GetMessageRequest, callback: grpc.requestCallback<_sotto_v1_GetMessageResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * By command, by device, or the newest of the tenant. Scope commands:read.
   */
  ListMessages(argument: _sotto_v1_ListMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  ListMessages(argument: _sotto_v1_ListMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  ListMessages(argument: _sotto_v1_ListMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  ListMessages(argument: _sotto_v1_ListMessagesRequest, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * By command, by device, or the newest of the tenant. Scope commands:read.
   */
  listMessages(argument: _sotto_v1_ListMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  listMessages(argument: _sotto_v1_ListMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  listMessages(argument: _sotto_v1_ListMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  listMessages(argument: _sotto_v1_ListMessagesRequest, callback: grpc.requestCallback<_sotto_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * [M1] Stores one message a device and answers when all are stored. Scope commands:write.
   */
  Submit(argument: _sotto_v1_SubmitRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  Submit(argument: _sotto_v1_SubmitRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  Submit(argument: _sotto_v1_SubmitRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  Submit(argument: _sotto_v1_SubmitRequest, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  /**
   * [M1] Stores one message a device and answers when all are stored. Scope commands:write.
   */
  submit(argument: _sotto_v1_SubmitRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  submit(argument: _sotto_v1_SubmitRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  submit(argument: _sotto_v1_SubmitRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  submit(argument: _sotto_v1_SubmitRequest, callback: grpc.requestCallback<_sotto_v1_SubmitResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Several commands in one call, each by itself: one that is refused keeps no other from being stored. Scope commands:write.
   */
  SubmitMany(argument: _sotto_v1_SubmitManyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  SubmitMany(argument: _sotto_v1_SubmitManyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  SubmitMany(argument: _sotto_v1_SubmitManyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  SubmitMany(argument: _sotto_v1_SubmitManyRequest, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Several commands in one call, each by itself: one that is refused keeps no other from being stored. Scope commands:write.
   */
  submitMany(argument: _sotto_v1_SubmitManyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  submitMany(argument: _sotto_v1_SubmitManyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  submitMany(argument: _sotto_v1_SubmitManyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  submitMany(argument: _sotto_v1_SubmitManyRequest, callback: grpc.requestCallback<_sotto_v1_SubmitManyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * For who submits all the time: each request is a SubmitMany, and is answered before the next is read. One that is refused as a whole
   * ends the stream. Scope commands:write.
   */
  SubmitStream(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamResponse__Output>;
  SubmitStream(options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamResponse__Output>;
  /**
   * For who submits all the time: each request is a SubmitMany, and is answered before the next is read. One that is refused as a whole
   * ends the stream. Scope commands:write.
   */
  submitStream(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamResponse__Output>;
  submitStream(options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamResponse__Output>;
  
}

/**
 * For applications: ask devices to do something, and see what became of it.
 */
export interface CommandServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * [M12] Cancels the open messages of a command, or one message. Scope commands:write.
   */
  Cancel: grpc.handleUnaryCall<_sotto_v1_CancelRequest__Output, _sotto_v1_CancelResponse>;
  
  /**
   * [M13] Why a message is not finished, and what would change that. Scope commands:read.
   */
  Explain: grpc.handleUnaryCall<_sotto_v1_ExplainRequest__Output, _sotto_v1_ExplainResponse>;
  
  /**
   * Scope commands:read.
   */
  GetCommand: grpc.handleUnaryCall<_sotto_v1_GetCommandRequest__Output, _sotto_v1_GetCommandResponse>;
  
  /**
   * Scope commands:read.
   */
  GetMessage: grpc.handleUnaryCall<_sotto_v1_GetMessageRequest__Output, _sotto_v1_GetMessageResponse>;
  
  /**
   * By command, by device, or the newest of the tenant. Scope commands:read.
   */
  ListMessages: grpc.handleUnaryCall<_sotto_v1_ListMessagesRequest__Output, _sotto_v1_ListMessagesResponse>;
  
  /**
   * [M1] Stores one message a device and answers when all are stored. Scope commands:write.
   */
  Submit: grpc.handleUnaryCall<_sotto_v1_SubmitRequest__Output, _sotto_v1_SubmitResponse>;
  
  /**
   * Several commands in one call, each by itself: one that is refused keeps no other from being stored. Scope commands:write.
   */
  SubmitMany: grpc.handleUnaryCall<_sotto_v1_SubmitManyRequest__Output, _sotto_v1_SubmitManyResponse>;
  
  /**
   * For who submits all the time: each request is a SubmitMany, and is answered before the next is read. One that is refused as a whole
   * ends the stream. Scope commands:write.
   */
  SubmitStream: grpc.handleBidiStreamingCall<_sotto_v1_SubmitStreamRequest__Output, _sotto_v1_SubmitStreamResponse>;
  
}

export interface CommandServiceDefinition extends grpc.ServiceDefinition {
  Cancel: MethodDefinition<_sotto_v1_CancelRequest, _sotto_v1_CancelResponse, _sotto_v1_CancelRequest__Output, _sotto_v1_CancelResponse__Output>
  Explain: MethodDefinition<_sotto_v1_ExplainRequest, _sotto_v1_ExplainResponse, _sotto_v1_ExplainRequest__Output, _sotto_v1_ExplainResponse__Output>
  GetCommand: MethodDefinition<_sotto_v1_GetCommandRequest, _sotto_v1_GetCommandResponse, _sotto_v1_GetCommandRequest__Output, _sotto_v1_GetCommandResponse__Output>
  GetMessage: MethodDefinition<_sotto_v1_GetMessageRequest, _sotto_v1_GetMessageResponse, _sotto_v1_GetMessageRequest__Output, _sotto_v1_GetMessageResponse__Output>
  ListMessages: MethodDefinition<_sotto_v1_ListMessagesRequest, _sotto_v1_ListMessagesResponse, _sotto_v1_ListMessagesRequest__Output, _sotto_v1_ListMessagesResponse__Output>
  Submit: MethodDefinition<_sotto_v1_SubmitRequest, _sotto_v1_SubmitResponse, _sotto_v1_SubmitRequest__Output, _sotto_v1_SubmitResponse__Output>
  SubmitMany: MethodDefinition<_sotto_v1_SubmitManyRequest, _sotto_v1_SubmitManyResponse, _sotto_v1_SubmitManyRequest__Output, _sotto_v1_SubmitManyResponse__Output>
  SubmitStream: MethodDefinition<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamResponse, _sotto_v1_SubmitStreamRequest__Output, _sotto_v1_SubmitStreamResponse__Output>
}
