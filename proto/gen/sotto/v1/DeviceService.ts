// Original file: proto/sotto/v1/device.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ConnectRequest as _sotto_v1_ConnectRequest, ConnectRequest__Output as _sotto_v1_ConnectRequest__Output } from '../../sotto/v1/ConnectRequest.ts';
import type { ConnectResponse as _sotto_v1_ConnectResponse, ConnectResponse__Output as _sotto_v1_ConnectResponse__Output } from '../../sotto/v1/ConnectResponse.ts';
import type { EnrollRequest as _sotto_v1_EnrollRequest, EnrollRequest__Output as _sotto_v1_EnrollRequest__Output } from '../../sotto/v1/EnrollRequest.ts';
import type { EnrollResponse as _sotto_v1_EnrollResponse, EnrollResponse__Output as _sotto_v1_EnrollResponse__Output } from '../../sotto/v1/EnrollResponse.ts';

/**
 * For agents. docs/protocol.md says how the same messages travel over Socket.IO.
 */
export interface DeviceServiceClient extends grpc.Client {
  /**
   * The device's channel.
   */
  Connect(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_ConnectRequest, _sotto_v1_ConnectResponse__Output>;
  Connect(options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_ConnectRequest, _sotto_v1_ConnectResponse__Output>;
  /**
   * The device's channel.
   */
  connect(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_ConnectRequest, _sotto_v1_ConnectResponse__Output>;
  connect(options?: grpc.CallOptions): grpc.ClientDuplexStream<_sotto_v1_ConnectRequest, _sotto_v1_ConnectResponse__Output>;
  
  /**
   * Spends a single-use token; no other credential is needed. Enrolling again starts a new epoch [S5].
   */
  Enroll(argument: _sotto_v1_EnrollRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _sotto_v1_EnrollRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _sotto_v1_EnrollRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _sotto_v1_EnrollRequest, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Spends a single-use token; no other credential is needed. Enrolling again starts a new epoch [S5].
   */
  enroll(argument: _sotto_v1_EnrollRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _sotto_v1_EnrollRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _sotto_v1_EnrollRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _sotto_v1_EnrollRequest, callback: grpc.requestCallback<_sotto_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * For agents. docs/protocol.md says how the same messages travel over Socket.IO.
 */
export interface DeviceServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * The device's channel.
   */
  Connect: grpc.handleBidiStreamingCall<_sotto_v1_ConnectRequest__Output, _sotto_v1_ConnectResponse>;
  
  /**
   * Spends a single-use token; no other credential is needed. Enrolling again starts a new epoch [S5].
   */
  Enroll: grpc.handleUnaryCall<_sotto_v1_EnrollRequest__Output, _sotto_v1_EnrollResponse>;
  
}

export interface DeviceServiceDefinition extends grpc.ServiceDefinition {
  Connect: MethodDefinition<_sotto_v1_ConnectRequest, _sotto_v1_ConnectResponse, _sotto_v1_ConnectRequest__Output, _sotto_v1_ConnectResponse__Output>
  Enroll: MethodDefinition<_sotto_v1_EnrollRequest, _sotto_v1_EnrollResponse, _sotto_v1_EnrollRequest__Output, _sotto_v1_EnrollResponse__Output>
}
