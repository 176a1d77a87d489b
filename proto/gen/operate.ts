import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { ListValue as _google_protobuf_ListValue, ListValue__Output as _google_protobuf_ListValue__Output } from './google/protobuf/ListValue.ts';
import type { Struct as _google_protobuf_Struct, Struct__Output as _google_protobuf_Struct__Output } from './google/protobuf/Struct.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from './google/protobuf/Value.ts';
import type { Ack as _sotto_v1_Ack, Ack__Output as _sotto_v1_Ack__Output } from './sotto/v1/Ack.ts';
import type { AckResult as _sotto_v1_AckResult, AckResult__Output as _sotto_v1_AckResult__Output } from './sotto/v1/AckResult.ts';
import type { Assigned as _sotto_v1_Assigned, Assigned__Output as _sotto_v1_Assigned__Output } from './sotto/v1/Assigned.ts';
import type { Attempt as _sotto_v1_Attempt, Attempt__Output as _sotto_v1_Attempt__Output } from './sotto/v1/Attempt.ts';
import type { CancelRequest as _sotto_v1_CancelRequest, CancelRequest__Output as _sotto_v1_CancelRequest__Output } from './sotto/v1/CancelRequest.ts';
import type { CancelResponse as _sotto_v1_CancelResponse, CancelResponse__Output as _sotto_v1_CancelResponse__Output } from './sotto/v1/CancelResponse.ts';
import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from './sotto/v1/Clocks.ts';
import type { CloseChannelRequest as _sotto_v1_CloseChannelRequest, CloseChannelRequest__Output as _sotto_v1_CloseChannelRequest__Output } from './sotto/v1/CloseChannelRequest.ts';
import type { CloseChannelResponse as _sotto_v1_CloseChannelResponse, CloseChannelResponse__Output as _sotto_v1_CloseChannelResponse__Output } from './sotto/v1/CloseChannelResponse.ts';
import type { CommandServiceClient as _sotto_v1_CommandServiceClient, CommandServiceDefinition as _sotto_v1_CommandServiceDefinition } from './sotto/v1/CommandService.ts';
import type { CountMessagesRequest as _sotto_v1_CountMessagesRequest, CountMessagesRequest__Output as _sotto_v1_CountMessagesRequest__Output } from './sotto/v1/CountMessagesRequest.ts';
import type { CountMessagesResponse as _sotto_v1_CountMessagesResponse, CountMessagesResponse__Output as _sotto_v1_CountMessagesResponse__Output } from './sotto/v1/CountMessagesResponse.ts';
import type { DeleteSubscriptionRequest as _sotto_v1_DeleteSubscriptionRequest, DeleteSubscriptionRequest__Output as _sotto_v1_DeleteSubscriptionRequest__Output } from './sotto/v1/DeleteSubscriptionRequest.ts';
import type { DeleteSubscriptionResponse as _sotto_v1_DeleteSubscriptionResponse, DeleteSubscriptionResponse__Output as _sotto_v1_DeleteSubscriptionResponse__Output } from './sotto/v1/DeleteSubscriptionResponse.ts';
import type { DeleteViewRequest as _sotto_v1_DeleteViewRequest, DeleteViewRequest__Output as _sotto_v1_DeleteViewRequest__Output } from './sotto/v1/DeleteViewRequest.ts';
import type { DeleteViewResponse as _sotto_v1_DeleteViewResponse, DeleteViewResponse__Output as _sotto_v1_DeleteViewResponse__Output } from './sotto/v1/DeleteViewResponse.ts';
import type { ErrorDetail as _sotto_v1_ErrorDetail, ErrorDetail__Output as _sotto_v1_ErrorDetail__Output } from './sotto/v1/ErrorDetail.ts';
import type { Events as _sotto_v1_Events, Events__Output as _sotto_v1_Events__Output } from './sotto/v1/Events.ts';
import type { ExplainRequest as _sotto_v1_ExplainRequest, ExplainRequest__Output as _sotto_v1_ExplainRequest__Output } from './sotto/v1/ExplainRequest.ts';
import type { ExplainResponse as _sotto_v1_ExplainResponse, ExplainResponse__Output as _sotto_v1_ExplainResponse__Output } from './sotto/v1/ExplainResponse.ts';
import type { FetchRequest as _sotto_v1_FetchRequest, FetchRequest__Output as _sotto_v1_FetchRequest__Output } from './sotto/v1/FetchRequest.ts';
import type { FetchResponse as _sotto_v1_FetchResponse, FetchResponse__Output as _sotto_v1_FetchResponse__Output } from './sotto/v1/FetchResponse.ts';
import type { Filter as _sotto_v1_Filter, Filter__Output as _sotto_v1_Filter__Output } from './sotto/v1/Filter.ts';
import type { Fleet as _sotto_v1_Fleet, Fleet__Output as _sotto_v1_Fleet__Output } from './sotto/v1/Fleet.ts';
import type { FoundMessage as _sotto_v1_FoundMessage, FoundMessage__Output as _sotto_v1_FoundMessage__Output } from './sotto/v1/FoundMessage.ts';
import type { Gap as _sotto_v1_Gap, Gap__Output as _sotto_v1_Gap__Output } from './sotto/v1/Gap.ts';
import type { GetCommandRequest as _sotto_v1_GetCommandRequest, GetCommandRequest__Output as _sotto_v1_GetCommandRequest__Output } from './sotto/v1/GetCommandRequest.ts';
import type { GetCommandResponse as _sotto_v1_GetCommandResponse, GetCommandResponse__Output as _sotto_v1_GetCommandResponse__Output } from './sotto/v1/GetCommandResponse.ts';
import type { GetDeviceQueueRequest as _sotto_v1_GetDeviceQueueRequest, GetDeviceQueueRequest__Output as _sotto_v1_GetDeviceQueueRequest__Output } from './sotto/v1/GetDeviceQueueRequest.ts';
import type { GetDeviceQueueResponse as _sotto_v1_GetDeviceQueueResponse, GetDeviceQueueResponse__Output as _sotto_v1_GetDeviceQueueResponse__Output } from './sotto/v1/GetDeviceQueueResponse.ts';
import type { GetMessageRequest as _sotto_v1_GetMessageRequest, GetMessageRequest__Output as _sotto_v1_GetMessageRequest__Output } from './sotto/v1/GetMessageRequest.ts';
import type { GetMessageResponse as _sotto_v1_GetMessageResponse, GetMessageResponse__Output as _sotto_v1_GetMessageResponse__Output } from './sotto/v1/GetMessageResponse.ts';
import type { GetOperationRequest as _sotto_v1_GetOperationRequest, GetOperationRequest__Output as _sotto_v1_GetOperationRequest__Output } from './sotto/v1/GetOperationRequest.ts';
import type { GetOperationResponse as _sotto_v1_GetOperationResponse, GetOperationResponse__Output as _sotto_v1_GetOperationResponse__Output } from './sotto/v1/GetOperationResponse.ts';
import type { GetTimelineRequest as _sotto_v1_GetTimelineRequest, GetTimelineRequest__Output as _sotto_v1_GetTimelineRequest__Output } from './sotto/v1/GetTimelineRequest.ts';
import type { GetTimelineResponse as _sotto_v1_GetTimelineResponse, GetTimelineResponse__Output as _sotto_v1_GetTimelineResponse__Output } from './sotto/v1/GetTimelineResponse.ts';
import type { GoAway as _sotto_v1_GoAway, GoAway__Output as _sotto_v1_GoAway__Output } from './sotto/v1/GoAway.ts';
import type { Grant as _sotto_v1_Grant, Grant__Output as _sotto_v1_Grant__Output } from './sotto/v1/Grant.ts';
import type { Heartbeat as _sotto_v1_Heartbeat, Heartbeat__Output as _sotto_v1_Heartbeat__Output } from './sotto/v1/Heartbeat.ts';
import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from './sotto/v1/Hook.ts';
import type { HookEvent as _sotto_v1_HookEvent, HookEvent__Output as _sotto_v1_HookEvent__Output } from './sotto/v1/HookEvent.ts';
import type { HookServiceClient as _sotto_v1_HookServiceClient, HookServiceDefinition as _sotto_v1_HookServiceDefinition } from './sotto/v1/HookService.ts';
import type { Leave as _sotto_v1_Leave, Leave__Output as _sotto_v1_Leave__Output } from './sotto/v1/Leave.ts';
import type { ListMessagesRequest as _sotto_v1_ListMessagesRequest, ListMessagesRequest__Output as _sotto_v1_ListMessagesRequest__Output } from './sotto/v1/ListMessagesRequest.ts';
import type { ListMessagesResponse as _sotto_v1_ListMessagesResponse, ListMessagesResponse__Output as _sotto_v1_ListMessagesResponse__Output } from './sotto/v1/ListMessagesResponse.ts';
import type { ListOperationsRequest as _sotto_v1_ListOperationsRequest, ListOperationsRequest__Output as _sotto_v1_ListOperationsRequest__Output } from './sotto/v1/ListOperationsRequest.ts';
import type { ListOperationsResponse as _sotto_v1_ListOperationsResponse, ListOperationsResponse__Output as _sotto_v1_ListOperationsResponse__Output } from './sotto/v1/ListOperationsResponse.ts';
import type { ListSubscriptionsRequest as _sotto_v1_ListSubscriptionsRequest, ListSubscriptionsRequest__Output as _sotto_v1_ListSubscriptionsRequest__Output } from './sotto/v1/ListSubscriptionsRequest.ts';
import type { ListSubscriptionsResponse as _sotto_v1_ListSubscriptionsResponse, ListSubscriptionsResponse__Output as _sotto_v1_ListSubscriptionsResponse__Output } from './sotto/v1/ListSubscriptionsResponse.ts';
import type { ListViewsRequest as _sotto_v1_ListViewsRequest, ListViewsRequest__Output as _sotto_v1_ListViewsRequest__Output } from './sotto/v1/ListViewsRequest.ts';
import type { ListViewsResponse as _sotto_v1_ListViewsResponse, ListViewsResponse__Output as _sotto_v1_ListViewsResponse__Output } from './sotto/v1/ListViewsResponse.ts';
import type { Looked as _sotto_v1_Looked, Looked__Output as _sotto_v1_Looked__Output } from './sotto/v1/Looked.ts';
import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from './sotto/v1/Message.ts';
import type { MessageFilter as _sotto_v1_MessageFilter, MessageFilter__Output as _sotto_v1_MessageFilter__Output } from './sotto/v1/MessageFilter.ts';
import type { Open as _sotto_v1_Open, Open__Output as _sotto_v1_Open__Output } from './sotto/v1/Open.ts';
import type { Opened as _sotto_v1_Opened, Opened__Output as _sotto_v1_Opened__Output } from './sotto/v1/Opened.ts';
import type { OperateServiceClient as _sotto_v1_OperateServiceClient, OperateServiceDefinition as _sotto_v1_OperateServiceDefinition } from './sotto/v1/OperateService.ts';
import type { Operation as _sotto_v1_Operation, Operation__Output as _sotto_v1_Operation__Output } from './sotto/v1/Operation.ts';
import type { Outcome as _sotto_v1_Outcome, Outcome__Output as _sotto_v1_Outcome__Output } from './sotto/v1/Outcome.ts';
import type { PauseQueueRequest as _sotto_v1_PauseQueueRequest, PauseQueueRequest__Output as _sotto_v1_PauseQueueRequest__Output } from './sotto/v1/PauseQueueRequest.ts';
import type { PauseQueueResponse as _sotto_v1_PauseQueueResponse, PauseQueueResponse__Output as _sotto_v1_PauseQueueResponse__Output } from './sotto/v1/PauseQueueResponse.ts';
import type { PutViewRequest as _sotto_v1_PutViewRequest, PutViewRequest__Output as _sotto_v1_PutViewRequest__Output } from './sotto/v1/PutViewRequest.ts';
import type { PutViewResponse as _sotto_v1_PutViewResponse, PutViewResponse__Output as _sotto_v1_PutViewResponse__Output } from './sotto/v1/PutViewResponse.ts';
import type { ResumeQueueRequest as _sotto_v1_ResumeQueueRequest, ResumeQueueRequest__Output as _sotto_v1_ResumeQueueRequest__Output } from './sotto/v1/ResumeQueueRequest.ts';
import type { ResumeQueueResponse as _sotto_v1_ResumeQueueResponse, ResumeQueueResponse__Output as _sotto_v1_ResumeQueueResponse__Output } from './sotto/v1/ResumeQueueResponse.ts';
import type { RetryFailedJobsRequest as _sotto_v1_RetryFailedJobsRequest, RetryFailedJobsRequest__Output as _sotto_v1_RetryFailedJobsRequest__Output } from './sotto/v1/RetryFailedJobsRequest.ts';
import type { RetryFailedJobsResponse as _sotto_v1_RetryFailedJobsResponse, RetryFailedJobsResponse__Output as _sotto_v1_RetryFailedJobsResponse__Output } from './sotto/v1/RetryFailedJobsResponse.ts';
import type { SearchMessagesRequest as _sotto_v1_SearchMessagesRequest, SearchMessagesRequest__Output as _sotto_v1_SearchMessagesRequest__Output } from './sotto/v1/SearchMessagesRequest.ts';
import type { SearchMessagesResponse as _sotto_v1_SearchMessagesResponse, SearchMessagesResponse__Output as _sotto_v1_SearchMessagesResponse__Output } from './sotto/v1/SearchMessagesResponse.ts';
import type { SearchServiceClient as _sotto_v1_SearchServiceClient, SearchServiceDefinition as _sotto_v1_SearchServiceDefinition } from './sotto/v1/SearchService.ts';
import type { SeekRequest as _sotto_v1_SeekRequest, SeekRequest__Output as _sotto_v1_SeekRequest__Output } from './sotto/v1/SeekRequest.ts';
import type { SeekResponse as _sotto_v1_SeekResponse, SeekResponse__Output as _sotto_v1_SeekResponse__Output } from './sotto/v1/SeekResponse.ts';
import type { SendAgainRequest as _sotto_v1_SendAgainRequest, SendAgainRequest__Output as _sotto_v1_SendAgainRequest__Output } from './sotto/v1/SendAgainRequest.ts';
import type { SendAgainResponse as _sotto_v1_SendAgainResponse, SendAgainResponse__Output as _sotto_v1_SendAgainResponse__Output } from './sotto/v1/SendAgainResponse.ts';
import type { Start as _sotto_v1_Start, Start__Output as _sotto_v1_Start__Output } from './sotto/v1/Start.ts';
import type { StartOperationRequest as _sotto_v1_StartOperationRequest, StartOperationRequest__Output as _sotto_v1_StartOperationRequest__Output } from './sotto/v1/StartOperationRequest.ts';
import type { StartOperationResponse as _sotto_v1_StartOperationResponse, StartOperationResponse__Output as _sotto_v1_StartOperationResponse__Output } from './sotto/v1/StartOperationResponse.ts';
import type { StopOperationRequest as _sotto_v1_StopOperationRequest, StopOperationRequest__Output as _sotto_v1_StopOperationRequest__Output } from './sotto/v1/StopOperationRequest.ts';
import type { StopOperationResponse as _sotto_v1_StopOperationResponse, StopOperationResponse__Output as _sotto_v1_StopOperationResponse__Output } from './sotto/v1/StopOperationResponse.ts';
import type { SubmitManyRequest as _sotto_v1_SubmitManyRequest, SubmitManyRequest__Output as _sotto_v1_SubmitManyRequest__Output } from './sotto/v1/SubmitManyRequest.ts';
import type { SubmitManyResponse as _sotto_v1_SubmitManyResponse, SubmitManyResponse__Output as _sotto_v1_SubmitManyResponse__Output } from './sotto/v1/SubmitManyResponse.ts';
import type { SubmitOutcome as _sotto_v1_SubmitOutcome, SubmitOutcome__Output as _sotto_v1_SubmitOutcome__Output } from './sotto/v1/SubmitOutcome.ts';
import type { SubmitRequest as _sotto_v1_SubmitRequest, SubmitRequest__Output as _sotto_v1_SubmitRequest__Output } from './sotto/v1/SubmitRequest.ts';
import type { SubmitResponse as _sotto_v1_SubmitResponse, SubmitResponse__Output as _sotto_v1_SubmitResponse__Output } from './sotto/v1/SubmitResponse.ts';
import type { SubmitStreamRequest as _sotto_v1_SubmitStreamRequest, SubmitStreamRequest__Output as _sotto_v1_SubmitStreamRequest__Output } from './sotto/v1/SubmitStreamRequest.ts';
import type { SubmitStreamResponse as _sotto_v1_SubmitStreamResponse, SubmitStreamResponse__Output as _sotto_v1_SubmitStreamResponse__Output } from './sotto/v1/SubmitStreamResponse.ts';
import type { SubscribeRequest as _sotto_v1_SubscribeRequest, SubscribeRequest__Output as _sotto_v1_SubscribeRequest__Output } from './sotto/v1/SubscribeRequest.ts';
import type { SubscribeResponse as _sotto_v1_SubscribeResponse, SubscribeResponse__Output as _sotto_v1_SubscribeResponse__Output } from './sotto/v1/SubscribeResponse.ts';
import type { Subscription as _sotto_v1_Subscription, Subscription__Output as _sotto_v1_Subscription__Output } from './sotto/v1/Subscription.ts';
import type { View as _sotto_v1_View, View__Output as _sotto_v1_View__Output } from './sotto/v1/View.ts';

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
      Ack: MessageTypeDefinition<_sotto_v1_Ack, _sotto_v1_Ack__Output>
      AckResult: MessageTypeDefinition<_sotto_v1_AckResult, _sotto_v1_AckResult__Output>
      Assigned: MessageTypeDefinition<_sotto_v1_Assigned, _sotto_v1_Assigned__Output>
      Attempt: MessageTypeDefinition<_sotto_v1_Attempt, _sotto_v1_Attempt__Output>
      CancelRequest: MessageTypeDefinition<_sotto_v1_CancelRequest, _sotto_v1_CancelRequest__Output>
      CancelResponse: MessageTypeDefinition<_sotto_v1_CancelResponse, _sotto_v1_CancelResponse__Output>
      Clocks: MessageTypeDefinition<_sotto_v1_Clocks, _sotto_v1_Clocks__Output>
      CloseChannelRequest: MessageTypeDefinition<_sotto_v1_CloseChannelRequest, _sotto_v1_CloseChannelRequest__Output>
      CloseChannelResponse: MessageTypeDefinition<_sotto_v1_CloseChannelResponse, _sotto_v1_CloseChannelResponse__Output>
      /**
       * For applications: ask devices to do something, and see what became of it.
       */
      CommandService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_CommandServiceClient> & { service: _sotto_v1_CommandServiceDefinition }
      CountMessagesRequest: MessageTypeDefinition<_sotto_v1_CountMessagesRequest, _sotto_v1_CountMessagesRequest__Output>
      CountMessagesResponse: MessageTypeDefinition<_sotto_v1_CountMessagesResponse, _sotto_v1_CountMessagesResponse__Output>
      DeleteSubscriptionRequest: MessageTypeDefinition<_sotto_v1_DeleteSubscriptionRequest, _sotto_v1_DeleteSubscriptionRequest__Output>
      DeleteSubscriptionResponse: MessageTypeDefinition<_sotto_v1_DeleteSubscriptionResponse, _sotto_v1_DeleteSubscriptionResponse__Output>
      DeleteViewRequest: MessageTypeDefinition<_sotto_v1_DeleteViewRequest, _sotto_v1_DeleteViewRequest__Output>
      DeleteViewResponse: MessageTypeDefinition<_sotto_v1_DeleteViewResponse, _sotto_v1_DeleteViewResponse__Output>
      ErrorDetail: MessageTypeDefinition<_sotto_v1_ErrorDetail, _sotto_v1_ErrorDetail__Output>
      EventKind: EnumTypeDefinition
      Events: MessageTypeDefinition<_sotto_v1_Events, _sotto_v1_Events__Output>
      ExplainRequest: MessageTypeDefinition<_sotto_v1_ExplainRequest, _sotto_v1_ExplainRequest__Output>
      ExplainResponse: MessageTypeDefinition<_sotto_v1_ExplainResponse, _sotto_v1_ExplainResponse__Output>
      FetchRequest: MessageTypeDefinition<_sotto_v1_FetchRequest, _sotto_v1_FetchRequest__Output>
      FetchResponse: MessageTypeDefinition<_sotto_v1_FetchResponse, _sotto_v1_FetchResponse__Output>
      Filter: MessageTypeDefinition<_sotto_v1_Filter, _sotto_v1_Filter__Output>
      Fleet: MessageTypeDefinition<_sotto_v1_Fleet, _sotto_v1_Fleet__Output>
      FoundMessage: MessageTypeDefinition<_sotto_v1_FoundMessage, _sotto_v1_FoundMessage__Output>
      Gap: MessageTypeDefinition<_sotto_v1_Gap, _sotto_v1_Gap__Output>
      GetCommandRequest: MessageTypeDefinition<_sotto_v1_GetCommandRequest, _sotto_v1_GetCommandRequest__Output>
      GetCommandResponse: MessageTypeDefinition<_sotto_v1_GetCommandResponse, _sotto_v1_GetCommandResponse__Output>
      GetDeviceQueueRequest: MessageTypeDefinition<_sotto_v1_GetDeviceQueueRequest, _sotto_v1_GetDeviceQueueRequest__Output>
      GetDeviceQueueResponse: MessageTypeDefinition<_sotto_v1_GetDeviceQueueResponse, _sotto_v1_GetDeviceQueueResponse__Output>
      GetMessageRequest: MessageTypeDefinition<_sotto_v1_GetMessageRequest, _sotto_v1_GetMessageRequest__Output>
      GetMessageResponse: MessageTypeDefinition<_sotto_v1_GetMessageResponse, _sotto_v1_GetMessageResponse__Output>
      GetOperationRequest: MessageTypeDefinition<_sotto_v1_GetOperationRequest, _sotto_v1_GetOperationRequest__Output>
      GetOperationResponse: MessageTypeDefinition<_sotto_v1_GetOperationResponse, _sotto_v1_GetOperationResponse__Output>
      GetTimelineRequest: MessageTypeDefinition<_sotto_v1_GetTimelineRequest, _sotto_v1_GetTimelineRequest__Output>
      GetTimelineResponse: MessageTypeDefinition<_sotto_v1_GetTimelineResponse, _sotto_v1_GetTimelineResponse__Output>
      GoAway: MessageTypeDefinition<_sotto_v1_GoAway, _sotto_v1_GoAway__Output>
      Grant: MessageTypeDefinition<_sotto_v1_Grant, _sotto_v1_Grant__Output>
      Heartbeat: MessageTypeDefinition<_sotto_v1_Heartbeat, _sotto_v1_Heartbeat__Output>
      Hook: MessageTypeDefinition<_sotto_v1_Hook, _sotto_v1_Hook__Output>
      HookEvent: MessageTypeDefinition<_sotto_v1_HookEvent, _sotto_v1_HookEvent__Output>
      /**
       * For applications: what happened, as a stream that can be picked up anywhere.
       */
      HookService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_HookServiceClient> & { service: _sotto_v1_HookServiceDefinition }
      Leave: MessageTypeDefinition<_sotto_v1_Leave, _sotto_v1_Leave__Output>
      ListMessagesRequest: MessageTypeDefinition<_sotto_v1_ListMessagesRequest, _sotto_v1_ListMessagesRequest__Output>
      ListMessagesResponse: MessageTypeDefinition<_sotto_v1_ListMessagesResponse, _sotto_v1_ListMessagesResponse__Output>
      ListOperationsRequest: MessageTypeDefinition<_sotto_v1_ListOperationsRequest, _sotto_v1_ListOperationsRequest__Output>
      ListOperationsResponse: MessageTypeDefinition<_sotto_v1_ListOperationsResponse, _sotto_v1_ListOperationsResponse__Output>
      ListSubscriptionsRequest: MessageTypeDefinition<_sotto_v1_ListSubscriptionsRequest, _sotto_v1_ListSubscriptionsRequest__Output>
      ListSubscriptionsResponse: MessageTypeDefinition<_sotto_v1_ListSubscriptionsResponse, _sotto_v1_ListSubscriptionsResponse__Output>
      ListViewsRequest: MessageTypeDefinition<_sotto_v1_ListViewsRequest, _sotto_v1_ListViewsRequest__Output>
      ListViewsResponse: MessageTypeDefinition<_sotto_v1_ListViewsResponse, _sotto_v1_ListViewsResponse__Output>
      Looked: MessageTypeDefinition<_sotto_v1_Looked, _sotto_v1_Looked__Output>
      Message: MessageTypeDefinition<_sotto_v1_Message, _sotto_v1_Message__Output>
      MessageFilter: MessageTypeDefinition<_sotto_v1_MessageFilter, _sotto_v1_MessageFilter__Output>
      Open: MessageTypeDefinition<_sotto_v1_Open, _sotto_v1_Open__Output>
      Opened: MessageTypeDefinition<_sotto_v1_Opened, _sotto_v1_Opened__Output>
      /**
       * For operators: act on many messages, on a device's channel, and on the work queue. Everything here is in the audit, refused or done.
       */
      OperateService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_OperateServiceClient> & { service: _sotto_v1_OperateServiceDefinition }
      Operation: MessageTypeDefinition<_sotto_v1_Operation, _sotto_v1_Operation__Output>
      OperationKind: EnumTypeDefinition
      OperationState: EnumTypeDefinition
      Outcome: MessageTypeDefinition<_sotto_v1_Outcome, _sotto_v1_Outcome__Output>
      PauseQueueRequest: MessageTypeDefinition<_sotto_v1_PauseQueueRequest, _sotto_v1_PauseQueueRequest__Output>
      PauseQueueResponse: MessageTypeDefinition<_sotto_v1_PauseQueueResponse, _sotto_v1_PauseQueueResponse__Output>
      PutViewRequest: MessageTypeDefinition<_sotto_v1_PutViewRequest, _sotto_v1_PutViewRequest__Output>
      PutViewResponse: MessageTypeDefinition<_sotto_v1_PutViewResponse, _sotto_v1_PutViewResponse__Output>
      ResumeQueueRequest: MessageTypeDefinition<_sotto_v1_ResumeQueueRequest, _sotto_v1_ResumeQueueRequest__Output>
      ResumeQueueResponse: MessageTypeDefinition<_sotto_v1_ResumeQueueResponse, _sotto_v1_ResumeQueueResponse__Output>
      RetryFailedJobsRequest: MessageTypeDefinition<_sotto_v1_RetryFailedJobsRequest, _sotto_v1_RetryFailedJobsRequest__Output>
      RetryFailedJobsResponse: MessageTypeDefinition<_sotto_v1_RetryFailedJobsResponse, _sotto_v1_RetryFailedJobsResponse__Output>
      SearchMessagesRequest: MessageTypeDefinition<_sotto_v1_SearchMessagesRequest, _sotto_v1_SearchMessagesRequest__Output>
      SearchMessagesResponse: MessageTypeDefinition<_sotto_v1_SearchMessagesResponse, _sotto_v1_SearchMessagesResponse__Output>
      /**
       * For operators: find messages, and see what became of one. Every page is bounded in work, however much is in the store, and
       * says how far it looked when it stopped early.
       */
      SearchService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_SearchServiceClient> & { service: _sotto_v1_SearchServiceDefinition }
      SeekRequest: MessageTypeDefinition<_sotto_v1_SeekRequest, _sotto_v1_SeekRequest__Output>
      SeekResponse: MessageTypeDefinition<_sotto_v1_SeekResponse, _sotto_v1_SeekResponse__Output>
      SendAgainRequest: MessageTypeDefinition<_sotto_v1_SendAgainRequest, _sotto_v1_SendAgainRequest__Output>
      SendAgainResponse: MessageTypeDefinition<_sotto_v1_SendAgainResponse, _sotto_v1_SendAgainResponse__Output>
      Start: MessageTypeDefinition<_sotto_v1_Start, _sotto_v1_Start__Output>
      StartOperationRequest: MessageTypeDefinition<_sotto_v1_StartOperationRequest, _sotto_v1_StartOperationRequest__Output>
      StartOperationResponse: MessageTypeDefinition<_sotto_v1_StartOperationResponse, _sotto_v1_StartOperationResponse__Output>
      Status: EnumTypeDefinition
      StopOperationRequest: MessageTypeDefinition<_sotto_v1_StopOperationRequest, _sotto_v1_StopOperationRequest__Output>
      StopOperationResponse: MessageTypeDefinition<_sotto_v1_StopOperationResponse, _sotto_v1_StopOperationResponse__Output>
      SubmitManyRequest: MessageTypeDefinition<_sotto_v1_SubmitManyRequest, _sotto_v1_SubmitManyRequest__Output>
      SubmitManyResponse: MessageTypeDefinition<_sotto_v1_SubmitManyResponse, _sotto_v1_SubmitManyResponse__Output>
      SubmitOutcome: MessageTypeDefinition<_sotto_v1_SubmitOutcome, _sotto_v1_SubmitOutcome__Output>
      SubmitRequest: MessageTypeDefinition<_sotto_v1_SubmitRequest, _sotto_v1_SubmitRequest__Output>
      SubmitResponse: MessageTypeDefinition<_sotto_v1_SubmitResponse, _sotto_v1_SubmitResponse__Output>
      SubmitStreamRequest: MessageTypeDefinition<_sotto_v1_SubmitStreamRequest, _sotto_v1_SubmitStreamRequest__Output>
      SubmitStreamResponse: MessageTypeDefinition<_sotto_v1_SubmitStreamResponse, _sotto_v1_SubmitStreamResponse__Output>
      SubscribeRequest: MessageTypeDefinition<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeRequest__Output>
      SubscribeResponse: MessageTypeDefinition<_sotto_v1_SubscribeResponse, _sotto_v1_SubscribeResponse__Output>
      Subscription: MessageTypeDefinition<_sotto_v1_Subscription, _sotto_v1_Subscription__Output>
      View: MessageTypeDefinition<_sotto_v1_View, _sotto_v1_View__Output>
    }
  }
}

