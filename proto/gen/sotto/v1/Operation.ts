// Original file: proto/sotto/v1/operate.proto

import type { OperationKind as _sotto_v1_OperationKind, OperationKind__Output as _sotto_v1_OperationKind__Output } from '../../sotto/v1/OperationKind.ts';
import type { OperationState as _sotto_v1_OperationState, OperationState__Output as _sotto_v1_OperationState__Output } from '../../sotto/v1/OperationState.ts';
import type { MessageFilter as _sotto_v1_MessageFilter, MessageFilter__Output as _sotto_v1_MessageFilter__Output } from '../../sotto/v1/MessageFilter.ts';
import type { Long } from '@grpc/proto-loader';

export interface Operation {
  'operationId'?: (string);
  'kind'?: (_sotto_v1_OperationKind);
  'state'?: (_sotto_v1_OperationState);
  'filter'?: (_sotto_v1_MessageFilter | null);
  /**
   * The key of who began it.
   */
  'actor'?: (string);
  'startedAt'?: (number | string | Long);
  'updatedAt'?: (number | string | Long);
  /**
   * Zero while it runs.
   */
  'endedAt'?: (number | string | Long);
  /**
   * What whoever began it was shown. Zero: nothing.
   */
  'expected'?: (number);
  /**
   * Messages that the filter has found so far.
   */
  'found'?: (number);
  /**
   * Of these: canceled at once, or sent again.
   */
  'done'?: (number);
  /**
   * CANCEL: the device was asked; its answer decides.
   */
  'asked'?: (number);
  'passedOver'?: (number);
  /**
   * For people: why it failed.
   */
  'problem'?: (string);
}

export interface Operation__Output {
  'operationId': (string);
  'kind': (_sotto_v1_OperationKind__Output);
  'state': (_sotto_v1_OperationState__Output);
  'filter': (_sotto_v1_MessageFilter__Output | null);
  /**
   * The key of who began it.
   */
  'actor': (string);
  'startedAt': (number);
  'updatedAt': (number);
  /**
   * Zero while it runs.
   */
  'endedAt': (number);
  /**
   * What whoever began it was shown. Zero: nothing.
   */
  'expected': (number);
  /**
   * Messages that the filter has found so far.
   */
  'found': (number);
  /**
   * Of these: canceled at once, or sent again.
   */
  'done': (number);
  /**
   * CANCEL: the device was asked; its answer decides.
   */
  'asked': (number);
  'passedOver': (number);
  /**
   * For people: why it failed.
   */
  'problem': (string);
}
