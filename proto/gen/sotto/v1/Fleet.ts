// Original file: proto/sotto/v1/command.proto


/**
 * Every active device of the tenant whose labels have all of these values. No labels: all devices.
 */
export interface Fleet {
  'labels'?: ({[key: string]: string});
}

/**
 * Every active device of the tenant whose labels have all of these values. No labels: all devices.
 */
export interface Fleet__Output {
  'labels': ({[key: string]: string});
}
