import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Accepted as _sotto_v1_Accepted, Accepted__Output as _sotto_v1_Accepted__Output } from './sotto/v1/Accepted.ts';
import type { Cancel as _sotto_v1_Cancel, Cancel__Output as _sotto_v1_Cancel__Output } from './sotto/v1/Cancel.ts';
import type { CancelAnswer as _sotto_v1_CancelAnswer, CancelAnswer__Output as _sotto_v1_CancelAnswer__Output } from './sotto/v1/CancelAnswer.ts';
import type { Challenge as _sotto_v1_Challenge, Challenge__Output as _sotto_v1_Challenge__Output } from './sotto/v1/Challenge.ts';
import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from './sotto/v1/Clocks.ts';
import type { Close as _sotto_v1_Close, Close__Output as _sotto_v1_Close__Output } from './sotto/v1/Close.ts';
import type { ConnectRequest as _sotto_v1_ConnectRequest, ConnectRequest__Output as _sotto_v1_ConnectRequest__Output } from './sotto/v1/ConnectRequest.ts';
import type { ConnectResponse as _sotto_v1_ConnectResponse, ConnectResponse__Output as _sotto_v1_ConnectResponse__Output } from './sotto/v1/ConnectResponse.ts';
import type { Defer as _sotto_v1_Defer, Defer__Output as _sotto_v1_Defer__Output } from './sotto/v1/Defer.ts';
import type { Deliver as _sotto_v1_Deliver, Deliver__Output as _sotto_v1_Deliver__Output } from './sotto/v1/Deliver.ts';
import type { DeviceServiceClient as _sotto_v1_DeviceServiceClient, DeviceServiceDefinition as _sotto_v1_DeviceServiceDefinition } from './sotto/v1/DeviceService.ts';
import type { EnrollRequest as _sotto_v1_EnrollRequest, EnrollRequest__Output as _sotto_v1_EnrollRequest__Output } from './sotto/v1/EnrollRequest.ts';
import type { EnrollResponse as _sotto_v1_EnrollResponse, EnrollResponse__Output as _sotto_v1_EnrollResponse__Output } from './sotto/v1/EnrollResponse.ts';
import type { Hello as _sotto_v1_Hello, Hello__Output as _sotto_v1_Hello__Output } from './sotto/v1/Hello.ts';
import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from './sotto/v1/Hook.ts';
import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from './sotto/v1/Message.ts';
import type { Outcome as _sotto_v1_Outcome, Outcome__Output as _sotto_v1_Outcome__Output } from './sotto/v1/Outcome.ts';
import type { Progress as _sotto_v1_Progress, Progress__Output as _sotto_v1_Progress__Output } from './sotto/v1/Progress.ts';
import type { Receipt as _sotto_v1_Receipt, Receipt__Output as _sotto_v1_Receipt__Output } from './sotto/v1/Receipt.ts';
import type { Refused as _sotto_v1_Refused, Refused__Output as _sotto_v1_Refused__Output } from './sotto/v1/Refused.ts';
import type { Result as _sotto_v1_Result, Result__Output as _sotto_v1_Result__Output } from './sotto/v1/Result.ts';
import type { Welcome as _sotto_v1_Welcome, Welcome__Output as _sotto_v1_Welcome__Output } from './sotto/v1/Welcome.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  sotto: {
    v1: {
      Accepted: MessageTypeDefinition<_sotto_v1_Accepted, _sotto_v1_Accepted__Output>
      Cancel: MessageTypeDefinition<_sotto_v1_Cancel, _sotto_v1_Cancel__Output>
      CancelAnswer: MessageTypeDefinition<_sotto_v1_CancelAnswer, _sotto_v1_CancelAnswer__Output>
      Challenge: MessageTypeDefinition<_sotto_v1_Challenge, _sotto_v1_Challenge__Output>
      Clocks: MessageTypeDefinition<_sotto_v1_Clocks, _sotto_v1_Clocks__Output>
      Close: MessageTypeDefinition<_sotto_v1_Close, _sotto_v1_Close__Output>
      ConnectRequest: MessageTypeDefinition<_sotto_v1_ConnectRequest, _sotto_v1_ConnectRequest__Output>
      ConnectResponse: MessageTypeDefinition<_sotto_v1_ConnectResponse, _sotto_v1_ConnectResponse__Output>
      Defer: MessageTypeDefinition<_sotto_v1_Defer, _sotto_v1_Defer__Output>
      Deliver: MessageTypeDefinition<_sotto_v1_Deliver, _sotto_v1_Deliver__Output>
      /**
       * For agents. docs/protocol.md says how the same messages travel over Socket.IO.
       */
      DeviceService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_DeviceServiceClient> & { service: _sotto_v1_DeviceServiceDefinition }
      EnrollRequest: MessageTypeDefinition<_sotto_v1_EnrollRequest, _sotto_v1_EnrollRequest__Output>
      EnrollResponse: MessageTypeDefinition<_sotto_v1_EnrollResponse, _sotto_v1_EnrollResponse__Output>
      Hello: MessageTypeDefinition<_sotto_v1_Hello, _sotto_v1_Hello__Output>
      Hook: MessageTypeDefinition<_sotto_v1_Hook, _sotto_v1_Hook__Output>
      Message: MessageTypeDefinition<_sotto_v1_Message, _sotto_v1_Message__Output>
      Outcome: MessageTypeDefinition<_sotto_v1_Outcome, _sotto_v1_Outcome__Output>
      Progress: MessageTypeDefinition<_sotto_v1_Progress, _sotto_v1_Progress__Output>
      Receipt: MessageTypeDefinition<_sotto_v1_Receipt, _sotto_v1_Receipt__Output>
      Refused: MessageTypeDefinition<_sotto_v1_Refused, _sotto_v1_Refused__Output>
      Result: MessageTypeDefinition<_sotto_v1_Result, _sotto_v1_Result__Output>
      Status: EnumTypeDefinition
      Welcome: MessageTypeDefinition<_sotto_v1_Welcome, _sotto_v1_Welcome__Output>
    }
  }
}

