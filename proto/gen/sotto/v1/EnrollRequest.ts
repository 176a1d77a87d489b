// Original file: proto/sotto/v1/device.proto


export interface EnrollRequest {
  'token'?: (string);
  /**
   * Ed25519 public key, 32 bytes raw; the private one never leaves the device.
   */
  'publicKey'?: (Buffer | Uint8Array | string);
  /**
   * Asked for; needed when the token names none. ^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$. Must agree with the token's.
   */
  'deviceId'?: (string);
  /**
   * What the device is: shown to operators, and used to choose fleets. At most 16, keys and values of 64 bytes.
   */
  'labels'?: ({[key: string]: string});
}

export interface EnrollRequest__Output {
  'token': (string);
  /**
   * Ed25519 public key, 32 bytes raw; the private one never leaves the device.
   */
  'publicKey': (Buffer);
  /**
   * Asked for; needed when the token names none. ^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$. Must agree with the token's.
   */
  'deviceId': (string);
  /**
   * What the device is: shown to operators, and used to choose fleets. At most 16, keys and values of 64 bytes.
   */
  'labels': ({[key: string]: string});
}
