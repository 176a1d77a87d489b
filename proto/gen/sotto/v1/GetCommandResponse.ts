// Original file: proto/sotto/v1/command.proto

import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from '../../sotto/v1/Hook.ts';
import type { Clocks as _sotto_v1_Clocks, Clocks__Output as _sotto_v1_Clocks__Output } from '../../sotto/v1/Clocks.ts';
import type { Long } from '@grpc/proto-loader';

export interface GetCommandResponse {
  'commandId'?: (string);
  'action'?: (string);
  'content'?: (string);
  'hook'?: (_sotto_v1_Hook | null);
  'clocks'?: (_sotto_v1_Clocks | null);
  'concurrencyKey'?: (string);
  'tags'?: (string)[];
  'acceptedAt'?: (number | string | Long);
  'messageCount'?: (number);
  /**
   * How many messages have each final status, by its name; the rest is open.
   */
  'finals'?: ({[key: string]: number});
  'open'?: (number);
  'actor'?: (string);
}

export interface GetCommandResponse__Output {
  'commandId': (string);
  'action': (string);
  'content': (string);
  'hook': (_sotto_v1_Hook__Output | null);
  'clocks': (_sotto_v1_Clocks__Output | null);
  'concurrencyKey': (string);
  'tags': (string)[];
  'acceptedAt': (number);
  'messageCount': (number);
  /**
   * How many messages have each final status, by its name; the rest is open.
   */
  'finals': ({[key: string]: number});
  'open': (number);
  'actor': (string);
}
