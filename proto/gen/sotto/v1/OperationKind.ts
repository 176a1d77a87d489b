// Original file: proto/sotto/v1/operate.proto

export const OperationKind = {
  OPERATION_KIND_UNSPECIFIED: 'OPERATION_KIND_UNSPECIFIED',
  /**
   * [M12] Messages that are final already are passed over.
   */
  OPERATION_KIND_CANCEL: 'OPERATION_KIND_CANCEL',
  /**
   * A new command, of who began the operation, for each command that messages are found of. Messages that are not final, and
   * devices that can take no message now, are passed over.
   */
  OPERATION_KIND_SEND_AGAIN: 'OPERATION_KIND_SEND_AGAIN',
} as const;

export type OperationKind =
  | 'OPERATION_KIND_UNSPECIFIED'
  | 0
  /**
   * [M12] Messages that are final already are passed over.
   */
  | 'OPERATION_KIND_CANCEL'
  | 1
  /**
   * A new command, of who began the operation, for each command that messages are found of. Messages that are not final, and
   * devices that can take no message now, are passed over.
   */
  | 'OPERATION_KIND_SEND_AGAIN'
  | 2

export type OperationKind__Output = typeof OperationKind[keyof typeof OperationKind]
