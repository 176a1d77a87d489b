// Original file: proto/sotto/v1/device.proto


/**
 * [S2] The first word of the device, within 10 s of the challenge.
 */
export interface Hello {
  'tenant'?: (string);
  'deviceId'?: (string);
  'epoch'?: (number);
  /**
   * Ed25519 over UTF-8 "sotto-hello-v1\n" + tenant + "\n" + device_id + "\n" + epoch (decimal) + "\n" + the nonce's bytes.
   */
  'signature'?: (Buffer | Uint8Array | string);
  /**
   * The session of the channel before, to resume it. Empty: a new one.
   */
  'sessionId'?: (string);
  /**
   * The agent's name and version.
   */
  'agent'?: (string);
  /**
   * The actions it has handlers for. Empty: it does not say.
   */
  'actions'?: (string)[];
}

/**
 * [S2] The first word of the device, within 10 s of the challenge.
 */
export interface Hello__Output {
  'tenant': (string);
  'deviceId': (string);
  'epoch': (number);
  /**
   * Ed25519 over UTF-8 "sotto-hello-v1\n" + tenant + "\n" + device_id + "\n" + epoch (decimal) + "\n" + the nonce's bytes.
   */
  'signature': (Buffer);
  /**
   * The session of the channel before, to resume it. Empty: a new one.
   */
  'sessionId': (string);
  /**
   * The agent's name and version.
   */
  'agent': (string);
  /**
   * The actions it has handlers for. Empty: it does not say.
   */
  'actions': (string)[];
}
