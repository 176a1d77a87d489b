import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { ListValue as _google_protobuf_ListValue, ListValue__Output as _google_protobuf_ListValue__Output } from './google/protobuf/ListValue.ts';
import type { Struct as _google_protobuf_Struct, Struct__Output as _google_protobuf_Struct__Output } from './google/protobuf/Struct.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from './google/protobuf/Value.ts';
import type { CancelRequest as _sotto_v1_CancelRequest, CancelRequest__Output as _sotto_v1_CancelRequest__Output } from './sotto/v1/CancelRequest.ts';
import type { CancelResponse as _sotto_v1_CancelResponse, CancelResponse__Output as _sotto_v1_CancelResponse__Output } from './sotto/v1/CancelResponse.ts';
import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from './sotto/v1/Clocks.ts';
import type { CommandServiceClient as _sotto_v1_CommandServiceClient, CommandServiceDefinition as _sotto_v1_CommandServiceDefinition } from './sotto/v1/CommandService.ts';
import type { ErrorDetail as _sotto_v1_ErrorDetail, ErrorDetail__Output as _sotto_v1_ErrorDetail__Output } from './sotto/v1/ErrorDetail.ts';
import type { ExplainRequest as _sotto_v1_ExplainRequest, ExplainRequest__Output as _sotto_v1_ExplainRequest__Output } from './sotto/v1/ExplainRequest.ts';
import type { ExplainResponse as _sotto_v1_ExplainResponse, ExplainResponse__Output as _sotto_v1_ExplainResponse__Output } from './sotto/v1/ExplainResponse.ts';
import type { Fleet as _sotto_v1_Fleet, Fleet__Output as _sotto_v1_Fleet__Output } from './sotto/v1/Fleet.ts';
import type { GetCommandRequest as _sotto_v1_GetCommandRequest, GetCommandRequest__Output as _sotto_v1_GetCommandRequest__Output } from './sotto/v1/GetCommandRequest.ts';
import type { GetCommandResponse as _sotto_v1_GetCommandResponse, GetCommandResponse__Output as _sotto_v1_GetCommandResponse__Output } from './sotto/v1/GetCommandResponse.ts';
import type { GetMessageRequest as _sotto_v1_GetMessageRequest, GetMessageRequest__Output as _sotto_v1_GetMessageRequest__Output } from './sotto/v1/GetMessageRequest.ts';
import type { GetMessageResponse as _sotto_v1_GetMessageResponse, GetMessageResponse__Output as _sotto_v1_GetMessageResponse__Output } from './sotto/v1/GetMessageResponse.ts';
import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from './sotto/v1/Hook.ts';
import type { ListMessagesRequest as _sotto_v1_ListMessagesRequest, ListMessagesRequest__Output as _sotto_v1_ListMessagesRequest__Output } from './sotto/v1/ListMessagesRequest.ts';
import type { ListMessagesResponse as _sotto_v1_ListMessagesResponse, ListMessagesResponse__Output as _sotto_v1_ListMessagesResponse__Output } from './sotto/v1/ListMessagesResponse.ts';
import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from './sotto/v1/Message.ts';
import type { Outcome as _sotto_v1_Outcome, Outcome__Output as _sotto_v1_Outcome__Output } from './sotto/v1/Outcome.ts';
import type { SubmitManyRequest as _sotto_v1_SubmitManyRequest, SubmitManyRequest__Output as _sotto_v1_SubmitManyRequest__Output } from './sotto/v1/SubmitManyRequest.ts';
import type { SubmitManyResponse as _sotto_v1_SubmitManyResponse, SubmitManyResponse__Output as _sotto_v1_SubmitManyResponse__Output } from './sotto/v1/SubmitManyResponse.ts';
import type { SubmitOutcome as _sotto_v1_SubmitOutcome, SubmitOutcome__Output as _sotto_v1_SubmitOutcome__Output } from './sotto/v1/SubmitOutcome.ts';
import type { SubmitRequest as _sotto_v1_SubmitRequest, SubmitRequest__Output as _sotto_v1_SubmitRequest__Output } from './sotto/v1/SubmitRequest.ts';
import type { SubmitResponse as _sotto_v1_SubmitResponse, SubmitResponse__Output as _sotto_v1_SubmitResponse__Output } from './sotto/v1/SubmitResponse.ts';
import type { SubmitStreamRequest as _sotto_v1_SubmitStreamRequest, SubmitStreamRequest__Output as _sotto_v1_SubmitStreamRequest__Output } from './sotto/v1/SubmitStreamRequest.ts';
import type { SubmitStreamResponse as _sotto_v1_SubmitStreamResponse, SubmitStreamResponse__Output as _sotto_v1_SubmitStreamResponse__Output } from './sotto/v1/SubmitStreamResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      ListValue: MessageTypeDefinition<_google_protobuf_ListValue, _google_protobuf_ListValue__Output>
      NullValue: EnumTypeDefinition
      Struct: MessageTypeDefinition<_google_protobuf_Struct, _google_protobuf_Struct__Output>
      Value: MessageTypeDefinition<_google_protobuf_Value, _google_protobuf_Value__Output>
    }
  }
  sotto: {
    v1: {
      CancelRequest: MessageTypeDefinition<_sotto_v1_CancelRequest, _sotto_v1_CancelRequest__Output>
      CancelResponse: MessageTypeDefinition<_sotto_v1_CancelResponse, _sotto_v1_CancelResponse__Output>
      Clocks: MessageTypeDefinition<_sotto_v1_Clocks, _sotto_v1_Clocks__Output>
      /**
       * For applications: ask devices to do something, and see what became of it.
       */
      CommandService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_CommandServiceClient> & { service: _sotto_v1_CommandServiceDefinition }
      ErrorDetail: MessageTypeDefinition<_sotto_v1_ErrorDetail, _sotto_v1_ErrorDetail__Output>
      ExplainRequest: MessageTypeDefinition<_sotto_v1_ExplainRequest, _sotto_v1_ExplainRequest__Output>
      ExplainResponse: MessageTypeDefinition<_sotto_v1_ExplainResponse, _sotto_v1_ExplainResponse__Output>
      Fleet: MessageTypeDefinition<_sotto_v1_Fleet, _sotto_v1_Fleet__Output>
      GetCommandRequest: MessageTypeDefinition<_sotto_v1_GetCommandRequest, _sotto_v1_GetCommandRequest__Output>
      GetCommandResponse: MessageTypeDefinition<_sotto_v1_GetCommandResponse, _sotto_v1_GetCommandResponse__Output>
      GetMessageRequest: MessageTypeDefinition<_sotto_v1_GetMessageRequest, _sotto_v1_GetMessageRequest__Output>
      GetMessageResponse: MessageTypeDefinition<_sotto_v1_GetMessageResponse, _sotto_v1_GetMessageResponse__Output>
      Hook: MessageTypeDefinition<_sotto_v1_Hook, _sotto_v1_Hook__Output>
      ListMessagesRequest: MessageTypeDefinition<_sotto_v1_ListMessagesRequest, _sotto_v1_ListMessagesRequest__Output>
      ListMessagesResponse: MessageTypeDefinition<_sotto_v1_ListMessagesResponse, _sotto_v1_ListMessagesResponse__Output>
      Message: MessageTypeDefinition<_sotto_v1_Message, _sotto_v1_Message__Output>
      Outcome: MessageTypeDefinition<_sotto_v1_Outcome, _sotto_v1_Outcome__Output>
      Status: EnumTypeDefinition
      SubmitManyRequest: MessageTypeDefinition<_sotto_v1_SubmitManyRequest, _sotto_v1_SubmitManyRequest__Output>
      SubmitManyResponse: MessageTypeDefinition<_sotto_v1_SubmitManyResponse, _sotto_v1_SubmitManyResponse__Output>
      SubmitOutcome: MessageTypeDefinition<_sotto_v1_SubmitOutcome, _sotto_v1_SubmitOutcome__Output>
      SubmitRequest: MessageTypeDefinition<_sotto_v1_SubmitRequest, _sotto_v1_SubmitRequest__Output>
      SubmitResponse: MessageTypeDefinition<_sotto_v1_SubmitResponse, _sotto_v1_SubmitResponse__Output>
      SubmitStreamRequest: MessageTypeDefinition<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamRequest__Output>
      SubmitStreamResponse: MessageTypeDefinition<_sotto_v1_SubmitStreamResponse, _sotto_v1_SubmitStreamResponse__Output>
    }
  }
}

