// Original file: proto/sotto/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface Device {
  'deviceId'?: (string);
  'epoch'?: (number);
  'online'?: (boolean);
  'lastSeenAt'?: (number | string | Long);
  'enrolledAt'?: (number | string | Long);
  /**
   * The session of its newest channel.
   */
  'sessionId'?: (string);
  /**
   * Socket.IO or gRPC: socketio, grpc. Empty when offline.
   */
  'channel'?: (string);
  'node'?: (string);
  'agent'?: (string);
  'labels'?: ({[key: string]: string});
  /**
   * Messages that are not final.
   */
  'openMessages'?: (number);
  'revoked'?: (boolean);
  'actions'?: (string)[];
}

export interface Device__Output {
  'deviceId': (string);
  'epoch': (number);
  'online': (boolean);
  'lastSeenAt': (number);
  'enrolledAt': (number);
  /**
   * The session of its newest channel.
   */
  'sessionId': (string);
  /**
   * Socket.IO or gRPC: socketio, grpc. Empty when offline.
   */
  'channel': (string);
  'node': (string);
  'agent': (string);
  'labels': ({[key: string]: string});
  /**
   * Messages that are not final.
   */
  'openMessages': (number);
  'revoked': (boolean);
  'actions': (string)[];
}
