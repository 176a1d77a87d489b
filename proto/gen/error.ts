import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { ErrorDetail as _sotto_v1_ErrorDetail, ErrorDetail__Output as _sotto_v1_ErrorDetail__Output } from './sotto/v1/ErrorDetail.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  sotto: {
    v1: {
      ErrorDetail: MessageTypeDefinition<_sotto_v1_ErrorDetail, _sotto_v1_ErrorDetail__Output>
    }
  }
}

