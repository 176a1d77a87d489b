// Original file: proto/sotto/v1/command.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';

export interface ListMessagesRequest {
  /**
   * At most one of the two. Neither: the newest of the tenant that hook events are kept for.
   */
  'commandId'?: (string);
  'deviceId'?: (string);
  /**
   * Only these. Empty: all.
   */
  'statuses'?: (_sotto_v1_Status)[];
  /**
   * 1–500, default 100.
   */
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListMessagesRequest__Output {
  /**
   * At most one of the two. Neither: the newest of the tenant that hook events are kept for.
   */
  'commandId': (string);
  'deviceId': (string);
  /**
   * Only these. Empty: all.
   */
  'statuses': (_sotto_v1_Status__Output)[];
  /**
   * 1–500, default 100.
   */
  'pageSize': (number);
  'pageToken': (string);
}
