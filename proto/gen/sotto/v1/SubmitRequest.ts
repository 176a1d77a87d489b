// Original file: proto/sotto/v1/command.proto

import type { Struct as _google_protobuf_Struct, Struct__Output as _google_protobuf_Struct__Output } from '../../google/protobuf/Struct.ts';
import type { Fleet as _sotto_v1_Fleet, Fleet__Output as _sotto_v1_Fleet__Output } from '../../sotto/v1/Fleet.ts';
import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from '../../sotto/v1/Hook.ts';
import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from '../../sotto/v1/Clocks.ts';

export interface SubmitRequest {
  /**
   * What to do, by name: ^[a-z][a-z0-9-]{0,63}$.
   */
  'action'?: (string);
  /**
   * Its parameters; their JSON text is the message's content. At most 64 KiB.
   */
  'params'?: (_google_protobuf_Struct | null);
  /**
   * Whom, by identifier. At most 1,000, each once. Exactly one of devices and fleet is given.
   */
  'devices'?: (string)[];
  /**
   * Whom, by what they are. At most 100,000 devices.
   */
  'fleet'?: (_sotto_v1_Fleet | null);
  'hook'?: (_sotto_v1_Hook | null);
  'clocks'?: (_sotto_v1_Clocks | null);
  /**
   * [M9] Messages of one device with the same key run one after another. At most 64 bytes. Empty: none.
   */
  'concurrencyKey'?: (string);
  /**
   * [M11] The same key and body give the same command again for 24 h. At most 128 bytes.
   */
  'idempotencyKey'?: (string);
  /**
   * Words to find and filter by. At most 8, of 64 bytes each.
   */
  'tags'?: (string)[];
  /**
   * Cancels (as SUPERSEDED) queued messages of these devices with the same action that were not yet sent.
   */
  'supersede'?: (boolean);
}

export interface SubmitRequest__Output {
  /**
   * What to do, by name: ^[a-z][a-z0-9-]{0,63}$.
   */
  'action': (string);
  /**
   * Its parameters; their JSON text is the message's content. At most 64 KiB.
   */
  'params': (_google_protobuf_Struct__Output | null);
  /**
   * Whom, by identifier. At most 1,000, each once. Exactly one of devices and fleet is given.
   */
  'devices': (string)[];
  /**
   * Whom, by what they are. At most 100,000 devices.
   */
  'fleet': (_sotto_v1_Fleet__Output | null);
  'hook': (_sotto_v1_Hook__Output | null);
  'clocks': (_sotto_v1_Clocks__Output | null);
  /**
   * [M9] Messages of one device with the same key run one after another. At most 64 bytes. Empty: none.
   */
  'concurrencyKey': (string);
  /**
   * [M11] The same key and body give the same command again for 24 h. At most 128 bytes.
   */
  'idempotencyKey': (string);
  /**
   * Words to find and filter by. At most 8, of 64 bytes each.
   */
  'tags': (string)[];
  /**
   * Cancels (as SUPERSEDED) queued messages of these devices with the same action that were not yet sent.
   */
  'supersede': (boolean);
}
