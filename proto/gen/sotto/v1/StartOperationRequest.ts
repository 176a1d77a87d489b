// Original file: proto/sotto/v1/operate.proto

import type { OperationKind as _sotto_v1_OperationKind, OperationKind__Output as _sotto_v1_OperationKind__Output } from '../../sotto/v1/OperationKind.ts';
import type { MessageFilter as _sotto_v1_MessageFilter, MessageFilter__Output as _sotto_v1_MessageFilter__Output } from '../../sotto/v1/MessageFilter.ts';
import type { Long } from '@grpc/proto-loader';

export interface StartOperationRequest {
  'kind'?: (_sotto_v1_OperationKind);
  /**
   * Must say something: an operation on everything of a tenant is refused.
   */
  'filter'?: (_sotto_v1_MessageFilter | null);
  /**
   * The count that was shown before; kept for the audit and for showing progress.
   */
  'expected'?: (number);
  /**
   * The same key gives the same operation again for 24 h. At most 128 bytes.
   */
  'idempotencyKey'?: (string);
  /**
   * As CountMessages said it for the same filter: what came, or ended, since then is not taken. Zero, or a time to come: now.
   */
  'countedAt'?: (number | string | Long);
}

export interface StartOperationRequest__Output {
  'kind': (_sotto_v1_OperationKind__Output);
  /**
   * Must say something: an operation on everything of a tenant is refused.
   */
  'filter': (_sotto_v1_MessageFilter__Output | null);
  /**
   * The count that was shown before; kept for the audit and for showing progress.
   */
  'expected': (number);
  /**
   * The same key gives the same operation again for 24 h. At most 128 bytes.
   */
  'idempotencyKey': (string);
  /**
   * As CountMessages said it for the same filter: what came, or ended, since then is not taken. Zero, or a time to come: now.
   */
  'countedAt': (number);
}
