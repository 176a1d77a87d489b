// Original file: proto/sotto/v1/observe.proto

import type { StatusCount as _sotto_v1_StatusCount, StatusCount__Output as _sotto_v1_StatusCount__Output } from '../../sotto/v1/StatusCount.ts';
import type { NodeDevices as _sotto_v1_NodeDevices, NodeDevices__Output as _sotto_v1_NodeDevices__Output } from '../../sotto/v1/NodeDevices.ts';
import type { Backlog as _sotto_v1_Backlog, Backlog__Output as _sotto_v1_Backlog__Output } from '../../sotto/v1/Backlog.ts';
import type { Rates as _sotto_v1_Rates, Rates__Output as _sotto_v1_Rates__Output } from '../../sotto/v1/Rates.ts';
import type { LegFigures as _sotto_v1_LegFigures, LegFigures__Output as _sotto_v1_LegFigures__Output } from '../../sotto/v1/LegFigures.ts';
import type { ReasonCount as _sotto_v1_ReasonCount, ReasonCount__Output as _sotto_v1_ReasonCount__Output } from '../../sotto/v1/ReasonCount.ts';
import type { HookFigures as _sotto_v1_HookFigures, HookFigures__Output as _sotto_v1_HookFigures__Output } from '../../sotto/v1/HookFigures.ts';
import type { Attention as _sotto_v1_Attention, Attention__Output as _sotto_v1_Attention__Output } from '../../sotto/v1/Attention.ts';
import type { Long } from '@grpc/proto-loader';

export interface Overview {
  'at'?: (number | string | Long);
  /**
   * Every status that messages have.
   */
  'statuses'?: (_sotto_v1_StatusCount)[];
  'devices'?: (number);
  'devicesOnline'?: (number);
  /**
   * Where the tenant's devices are connected.
   */
  'nodes'?: (_sotto_v1_NodeDevices)[];
  'backlog'?: (_sotto_v1_Backlog | null);
  /**
   * Of the newest minute of samples.
   */
  'rates'?: (_sotto_v1_Rates | null);
  'legs'?: (_sotto_v1_LegFigures)[];
  /**
   * Of the newest hour of samples, most frequent first, at most 20.
   */
  'failures'?: (_sotto_v1_ReasonCount)[];
  'hooks'?: (_sotto_v1_HookFigures | null);
  /**
   * What needs somebody, worst first; empty when all is well.
   */
  'attention'?: (_sotto_v1_Attention)[];
  /**
   * When the newest sample was taken. Zero, or long ago: no worker runs, and rates and legs say nothing.
   */
  'sampledAt'?: (number | string | Long);
}

export interface Overview__Output {
  'at': (number);
  /**
   * Every status that messages have.
   */
  'statuses': (_sotto_v1_StatusCount__Output)[];
  'devices': (number);
  'devicesOnline': (number);
  /**
   * Where the tenant's devices are connected.
   */
  'nodes': (_sotto_v1_NodeDevices__Output)[];
  'backlog': (_sotto_v1_Backlog__Output | null);
  /**
   * Of the newest minute of samples.
   */
  'rates': (_sotto_v1_Rates__Output | null);
  'legs': (_sotto_v1_LegFigures__Output)[];
  /**
   * Of the newest hour of samples, most frequent first, at most 20.
   */
  'failures': (_sotto_v1_ReasonCount__Output)[];
  'hooks': (_sotto_v1_HookFigures__Output | null);
  /**
   * What needs somebody, worst first; empty when all is well.
   */
  'attention': (_sotto_v1_Attention__Output)[];
  /**
   * When the newest sample was taken. Zero, or long ago: no worker runs, and rates and legs say nothing.
   */
  'sampledAt': (number);
}
