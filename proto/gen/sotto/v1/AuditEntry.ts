// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

export interface AuditEntry {
  'entryId'?: (string);
  'at'?: (number | string | Long);
  /**
   * The identifier of a key, or device:<id>, or server.
   */
  'actor'?: (string);
  /**
   * key.create, device.revoke, command.cancel, CommandService/Submit (of one that was refused), …
   */
  'what'?: (string);
  'about'?: (string);
  'outcome'?: (string);
  'detail'?: (string);
}

export interface AuditEntry__Output {
  'entryId': (string);
  'at': (number);
  /**
   * The identifier of a key, or device:<id>, or server.
   */
  'actor': (string);
  /**
   * key.create, device.revoke, command.cancel, CommandService/Submit (of one that was refused), …
   */
  'what': (string);
  'about': (string);
  'outcome': (string);
  'detail': (string);
}
