import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from './sotto/v1/Clocks.ts';
import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from './sotto/v1/Hook.ts';
import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from './sotto/v1/Message.ts';
import type { Outcome as _sotto_v1_Outcome, Outcome__Output as _sotto_v1_Outcome__Output } from './sotto/v1/Outcome.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  sotto: {
    v1: {
      Clocks: MessageTypeDefinition<_sotto_v1_Clocks, _sotto_v1_Clocks__Output>
      Hook: MessageTypeDefinition<_sotto_v1_Hook, _sotto_v1_Hook__Output>
      Message: MessageTypeDefinition<_sotto_v1_Message, _sotto_v1_Message__Output>
      Outcome: MessageTypeDefinition<_sotto_v1_Outcome, _sotto_v1_Outcome__Output>
      Status: EnumTypeDefinition
    }
  }
}

