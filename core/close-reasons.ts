/** [S7] Why the server closes a channel. `retryMs` is the ceiling of a full-jitter delay; docs/protocol.md lists them. */
export const CLOSE_REASONS = {
  SHUTTING_DOWN: { code: 4000, reconnect: true, retryMs: 5_000, text: 'The node stops; come back to another one.' },
  OVERLOADED: { code: 4001, reconnect: true, retryMs: 30_000, text: 'The node takes no more channels now.' },
  STORE_UNAVAILABLE: { code: 4002, reconnect: true, retryMs: 10_000, text: 'The store can not be reached.' },
  SLOW_DEVICE: { code: 4003, reconnect: true, retryMs: 10_000, text: 'The device reads too slowly.' },
  RATE_LIMITED: { code: 4004, reconnect: true, retryMs: 60_000, text: 'The device sends too much.' },
  HELLO_TIMEOUT: { code: 4005, reconnect: true, retryMs: 10_000, text: 'No hello came in time.' },
  CHANNEL_LOST: {
    code: 4007,
    reconnect: true,
    retryMs: 5_000,
    text: 'The store does not know this channel any more: the node was taken for dead, or the store lost its newest writes.',
  },
  CLOSED_BY_OPERATOR: { code: 4008, reconnect: true, retryMs: 5_000, text: 'An operator closed the channel.' },
  REPLACED: { code: 4100, reconnect: false, retryMs: 0, text: 'A newer channel of this device took over [S3].' },
  REVOKED: { code: 4101, reconnect: false, retryMs: 0, text: 'The device was revoked.' },
  STALE_EPOCH: {
    code: 4102,
    reconnect: false,
    retryMs: 0,
    text: 'The device was enrolled again; this credential is of an older epoch [S5].',
  },
  BAD_CREDENTIAL: { code: 4103, reconnect: false, retryMs: 0, text: 'The signature is not that of the device.' },
  WRONG_DEVICE: { code: 4104, reconnect: false, retryMs: 0, text: 'A frame claims to be of another device [S1].' },
  BAD_FRAME: { code: 4105, reconnect: false, retryMs: 0, text: 'A frame is malformed.' },
  FRAME_TOO_LARGE: { code: 4106, reconnect: false, retryMs: 0, text: 'A frame is larger than it may be.' },
  BAD_ORDER: { code: 4107, reconnect: false, retryMs: 0, text: 'A frame came before the hello, or a second hello.' },
} as const satisfies Record<string, { code: number; reconnect: boolean; retryMs: number; text: string }>

export type CloseReason = keyof typeof CLOSE_REASONS
