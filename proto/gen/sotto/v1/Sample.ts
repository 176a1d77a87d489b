// Original file: proto/sotto/v1/observe.proto

import type { LegFigures as _sotto_v1_LegFigures, LegFigures__Output as _sotto_v1_LegFigures__Output } from '../../sotto/v1/LegFigures.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What happened in some seconds, of one tenant.
 */
export interface Sample {
  'at'?: (number | string | Long);
  /**
   * That end at `at`.
   */
  'seconds'?: (number);
  'submitted'?: (number);
  'sent'?: (number);
  'received'?: (number);
  'succeeded'?: (number);
  'endedBadly'?: (number);
  'retried'?: (number);
  'legs'?: (_sotto_v1_LegFigures)[];
  'readyDevices'?: (number);
  'queued'?: (number | string | Long);
  'devicesOnline'?: (number);
}

/**
 * What happened in some seconds, of one tenant.
 */
export interface Sample__Output {
  'at': (number);
  /**
   * That end at `at`.
   */
  'seconds': (number);
  'submitted': (number);
  'sent': (number);
  'received': (number);
  'succeeded': (number);
  'endedBadly': (number);
  'retried': (number);
  'legs': (_sotto_v1_LegFigures__Output)[];
  'readyDevices': (number);
  'queued': (number);
  'devicesOnline': (number);
}
