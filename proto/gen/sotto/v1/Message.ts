// Original file: proto/sotto/v1/message.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Outcome as _sotto_v1_Outcome, Outcome__Output as _sotto_v1_Outcome__Output } from '../../sotto/v1/Outcome.ts';
import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from '../../sotto/v1/Hook.ts';
import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from '../../sotto/v1/Clocks.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * One message as the store has it.
 */
export interface Message {
  'messageId'?: (string);
  'commandId'?: (string);
  'deviceId'?: (string);
  'action'?: (string);
  'status'?: (_sotto_v1_Status);
  /**
   * How often it was written to a channel.
   */
  'attempt'?: (number);
  'acceptedAt'?: (number | string | Long);
  'updatedAt'?: (number | string | Long);
  'deliverByAt'?: (number | string | Long);
  /**
   * When the next clock ends (receipt, lease, retry, deferral). Zero: none runs.
   */
  'dueAt'?: (number | string | Long);
  /**
   * The management session its receipt was bound to. Empty before the receipt.
   */
  'sessionId'?: (string);
  /**
   * [M5] The result came after the clock had ended the message.
   */
  'late'?: (boolean);
  /**
   * Why it has this status, where that needs a word: EXPIRED_UNDELIVERED, ATTEMPTS_EXHAUSTED, …
   */
  'reason'?: (string);
  'outcome'?: (_sotto_v1_Outcome | null);
  'progressPercent'?: (number);
  'progressNote'?: (string);
  /**
   * The JSON text that the device gets, and its SHA-256 in lower-case hex.
   */
  'content'?: (string);
  'contentSha256'?: (string);
  'concurrencyKey'?: (string);
  'hook'?: (_sotto_v1_Hook | null);
  'tags'?: (string)[];
  /**
   * [M4] Second results that said something else, refused; the first sixteen are kept.
   */
  'conflicts'?: (_sotto_v1_Outcome)[];
  'clocks'?: (_sotto_v1_Clocks | null);
  /**
   * The key that submitted it.
   */
  'actor'?: (string);
}

/**
 * One message as the store has it.
 */
export interface Message__Output {
  'messageId': (string);
  'commandId': (string);
  'deviceId': (string);
  'action': (string);
  'status': (_sotto_v1_Status__Output);
  /**
   * How often it was written to a channel.
   */
  'attempt': (number);
  'acceptedAt': (number);
  'updatedAt': (number);
  'deliverByAt': (number);
  /**
   * When the next clock ends (receipt, lease, retry, deferral). Zero: none runs.
   */
  'dueAt': (number);
  /**
   * The management session its receipt was bound to. Empty before the receipt.
   */
  'sessionId': (string);
  /**
   * [M5] The result came after the clock had ended the message.
   */
  'late': (boolean);
  /**
   * Why it has this status, where that needs a word: EXPIRED_UNDELIVERED, ATTEMPTS_EXHAUSTED, …
   */
  'reason': (string);
  'outcome': (_sotto_v1_Outcome__Output | null);
  'progressPercent': (number);
  'progressNote': (string);
  /**
   * The JSON text that the device gets, and its SHA-256 in lower-case hex.
   */
  'content': (string);
  'contentSha256': (string);
  'concurrencyKey': (string);
  'hook': (_sotto_v1_Hook__Output | null);
  'tags': (string)[];
  /**
   * [M4] Second results that said something else, refused; the first sixteen are kept.
   */
  'conflicts': (_sotto_v1_Outcome__Output)[];
  'clocks': (_sotto_v1_Clocks__Output | null);
  /**
   * The key that submitted it.
   */
  'actor': (string);
}
