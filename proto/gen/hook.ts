import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Ack as _sotto_v1_Ack, Ack__Output as _sotto_v1_Ack__Output } from './sotto/v1/Ack.ts';
import type { AckResult as _sotto_v1_AckResult, AckResult__Output as _sotto_v1_AckResult__Output } from './sotto/v1/AckResult.ts';
import type { Assigned as _sotto_v1_Assigned, Assigned__Output as _sotto_v1_Assigned__Output } from './sotto/v1/Assigned.ts';
import type { DeleteSubscriptionRequest as _sotto_v1_DeleteSubscriptionRequest, DeleteSubscriptionRequest__Output as _sotto_v1_DeleteSubscriptionRequest__Output } from './sotto/v1/DeleteSubscriptionRequest.ts';
import type { DeleteSubscriptionResponse as _sotto_v1_DeleteSubscriptionResponse, DeleteSubscriptionResponse__Output as _sotto_v1_DeleteSubscriptionResponse__Output } from './sotto/v1/DeleteSubscriptionResponse.ts';
import type { Events as _sotto_v1_Events, Events__Output as _sotto_v1_Events__Output } from './sotto/v1/Events.ts';
import type { FetchRequest as _sotto_v1_FetchRequest, FetchRequest__Output as _sotto_v1_FetchRequest__Output } from './sotto/v1/FetchRequest.ts';
import type { FetchResponse as _sotto_v1_FetchResponse, FetchResponse__Output as _sotto_v1_FetchResponse__Output } from './sotto/v1/FetchResponse.ts';
import type { Filter as _sotto_v1_Filter, Filter__Output as _sotto_v1_Filter__Output } from './sotto/v1/Filter.ts';
import type { Gap as _sotto_v1_Gap, Gap__Output as _sotto_v1_Gap__Output } from './sotto/v1/Gap.ts';
import type { GoAway as _sotto_v1_GoAway, GoAway__Output as _sotto_v1_GoAway__Output } from './sotto/v1/GoAway.ts';
import type { Grant as _sotto_v1_Grant, Grant__Output as _sotto_v1_Grant__Output } from './sotto/v1/Grant.ts';
import type { Heartbeat as _sotto_v1_Heartbeat, Heartbeat__Output as _sotto_v1_Heartbeat__Output } from './sotto/v1/Heartbeat.ts';
import type { HookEvent as _sotto_v1_HookEvent, HookEvent__Output as _sotto_v1_HookEvent__Output } from './sotto/v1/HookEvent.ts';
import type { HookServiceClient as _sotto_v1_HookServiceClient, HookServiceDefinition as _sotto_v1_HookServiceDefinition } from './sotto/v1/HookService.ts';
import type { Leave as _sotto_v1_Leave, Leave__Output as _sotto_v1_Leave__Output } from './sotto/v1/Leave.ts';
import type { ListSubscriptionsRequest as _sotto_v1_ListSubscriptionsRequest, ListSubscriptionsRequest__Output as _sotto_v1_ListSubscriptionsRequest__Output } from './sotto/v1/ListSubscriptionsRequest.ts';
import type { ListSubscriptionsResponse as _sotto_v1_ListSubscriptionsResponse, ListSubscriptionsResponse__Output as _sotto_v1_ListSubscriptionsResponse__Output } from './sotto/v1/ListSubscriptionsResponse.ts';
import type { Open as _sotto_v1_Open, Open__Output as _sotto_v1_Open__Output } from './sotto/v1/Open.ts';
import type { Opened as _sotto_v1_Opened, Opened__Output as _sotto_v1_Opened__Output } from './sotto/v1/Opened.ts';
import type { SeekRequest as _sotto_v1_SeekRequest, SeekRequest__Output as _sotto_v1_SeekRequest__Output } from './sotto/v1/SeekRequest.ts';
import type { SeekResponse as _sotto_v1_SeekResponse, SeekResponse__Output as _sotto_v1_SeekResponse__Output } from './sotto/v1/SeekResponse.ts';
import type { Start as _sotto_v1_Start, Start__Output as _sotto_v1_Start__Output } from './sotto/v1/Start.ts';
import type { SubscribeRequest as _sotto_v1_SubscribeRequest, SubscribeRequest__Output as _sotto_v1_SubscribeRequest__Output } from './sotto/v1/SubscribeRequest.ts';
import type { SubscribeResponse as _sotto_v1_SubscribeResponse, SubscribeResponse__Output as _sotto_v1_SubscribeResponse__Output } from './sotto/v1/SubscribeResponse.ts';
import type { Subscription as _sotto_v1_Subscription, Subscription__Output as _sotto_v1_Subscription__Output } from './sotto/v1/Subscription.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  sotto: {
    v1: {
      Ack: MessageTypeDefinition<_sotto_v1_Ack, _sotto_v1_Ack__Output>
      AckResult: MessageTypeDefinition<_sotto_v1_AckResult, _sotto_v1_AckResult__Output>
      Assigned: MessageTypeDefinition<_sotto_v1_Assigned, _sotto_v1_Assigned__Output>
      DeleteSubscriptionRequest: MessageTypeDefinition<_sotto_v1_DeleteSubscriptionRequest, _sotto_v1_DeleteSubscriptionRequest__Output>
      DeleteSubscriptionResponse: MessageTypeDefinition<_sotto_v1_DeleteSubscriptionResponse, _sotto_v1_DeleteSubscriptionResponse__Output>
      EventKind: EnumTypeDefinition
      Events: MessageTypeDefinition<_sotto_v1_Events, _sotto_v1_Events__Output>
      FetchRequest: MessageTypeDefinition<_sotto_v1_FetchRequest, _sotto_v1_FetchRequest__Output>
      FetchResponse: MessageTypeDefinition<_sotto_v1_FetchResponse, _sotto_v1_FetchResponse__Output>
      Filter: MessageTypeDefinition<_sotto_v1_Filter, _sotto_v1_Filter__Output>
      Gap: MessageTypeDefinition<_sotto_v1_Gap, _sotto_v1_Gap__Output>
      GoAway: MessageTypeDefinition<_sotto_v1_GoAway, _sotto_v1_GoAway__Output>
      Grant: MessageTypeDefinition<_sotto_v1_Grant, _sotto_v1_Grant__Output>
      Heartbeat: MessageTypeDefinition<_sotto_v1_Heartbeat, _sotto_v1_Heartbeat__Output>
      HookEvent: MessageTypeDefinition<_sotto_v1_HookEvent, _sotto_v1_HookEvent__Output>
      /**
       * For applications: what happened, as a stream that can be picked up anywhere.
       */
      HookService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_HookServiceClient> & { service: _sotto_v1_HookServiceDefinition }
      Leave: MessageTypeDefinition<_sotto_v1_Leave, _sotto_v1_Leave__Output>
      ListSubscriptionsRequest: MessageTypeDefinition<_sotto_v1_ListSubscriptionsRequest, _sotto_v1_ListSubscriptionsRequest__Output>
      ListSubscriptionsResponse: MessageTypeDefinition<_sotto_v1_ListSubscriptionsResponse, _sotto_v1_ListSubscriptionsResponse__Output>
      Open: MessageTypeDefinition<_sotto_v1_Open, _sotto_v1_Open__Output>
      Opened: MessageTypeDefinition<_sotto_v1_Opened, _sotto_v1_Opened__Output>
      SeekRequest: MessageTypeDefinition<_sotto_v1_SeekRequest, _sotto_v1_SeekRequest__Output>
      SeekResponse: MessageTypeDefinition<_sotto_v1_SeekResponse, _sotto_v1_SeekResponse__Output>
      Start: MessageTypeDefinition<_sotto_v1_Start, _sotto_v1_Start__Output>
      SubscribeRequest: MessageTypeDefinition<_sotto_v1_SubscribeRequest, _sotto_v1_SubscribeRequest__Output>
      SubscribeResponse: MessageTypeDefinition<_sotto_v1_SubscribeResponse, _sotto_v1_SubscribeResponse__Output>
      Subscription: MessageTypeDefinition<_sotto_v1_Subscription, _sotto_v1_Subscription__Output>
    }
  }
}

