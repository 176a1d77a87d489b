// Original file: proto/sotto/v1/hook.proto

import type { Opened as _sotto_v1_Opened, Opened__Output as _sotto_v1_Opened__Output } from '../../sotto/v1/Opened.ts';
import type { Events as _sotto_v1_Events, Events__Output as _sotto_v1_Events__Output } from '../../sotto/v1/Events.ts';
import type { Heartbeat as _sotto_v1_Heartbeat, Heartbeat__Output as _sotto_v1_Heartbeat__Output } from '../../sotto/v1/Heartbeat.ts';
import type { Gap as _sotto_v1_Gap, Gap__Output as _sotto_v1_Gap__Output } from '../../sotto/v1/Gap.ts';
import type { Assigned as _sotto_v1_Assigned, Assigned__Output as _sotto_v1_Assigned__Output } from '../../sotto/v1/Assigned.ts';
import type { AckResult as _sotto_v1_AckResult, AckResult__Output as _sotto_v1_AckResult__Output } from '../../sotto/v1/AckResult.ts';
import type { GoAway as _sotto_v1_GoAway, GoAway__Output as _sotto_v1_GoAway__Output } from '../../sotto/v1/GoAway.ts';

export interface SubscribeResponse {
  'opened'?: (_sotto_v1_Opened | null);
  'events'?: (_sotto_v1_Events | null);
  'heartbeat'?: (_sotto_v1_Heartbeat | null);
  'gap'?: (_sotto_v1_Gap | null);
  'assigned'?: (_sotto_v1_Assigned | null);
  'ack'?: (_sotto_v1_AckResult | null);
  'goAway'?: (_sotto_v1_GoAway | null);
  'frame'?: "opened"|"events"|"heartbeat"|"gap"|"assigned"|"ack"|"goAway";
}

export interface SubscribeResponse__Output {
  'opened'?: (_sotto_v1_Opened__Output | null);
  'events'?: (_sotto_v1_Events__Output | null);
  'heartbeat'?: (_sotto_v1_Heartbeat__Output | null);
  'gap'?: (_sotto_v1_Gap__Output | null);
  'assigned'?: (_sotto_v1_Assigned__Output | null);
  'ack'?: (_sotto_v1_AckResult__Output | null);
  'goAway'?: (_sotto_v1_GoAway__Output | null);
  'frame'?: "opened"|"events"|"heartbeat"|"gap"|"assigned"|"ack"|"goAway";
}
