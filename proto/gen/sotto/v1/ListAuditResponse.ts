// Original file: proto/sotto/v1/observe.proto

import type { AuditEntry as _sotto_v1_AuditEntry, AuditEntry__Output as _sotto_v1_AuditEntry__Output } from '../../sotto/v1/AuditEntry.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListAuditResponse {
  'entries'?: (_sotto_v1_AuditEntry)[];
  /**
   * Empty: no more. A page may hold fewer than page_size, or none, and still have a next one.
   */
  'nextPageToken'?: (string);
  /**
   * Everything at or after this was looked at.
   */
  'throughAt'?: (number | string | Long);
}

export interface ListAuditResponse__Output {
  'entries': (_sotto_v1_AuditEntry__Output)[];
  /**
   * Empty: no more. A page may hold fewer than page_size, or none, and still have a next one.
   */
  'nextPageToken': (string);
  /**
   * Everything at or after this was looked at.
   */
  'throughAt': (number);
}
