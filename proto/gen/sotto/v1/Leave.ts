// Original file: proto/sotto/v1/hook.proto


/**
 * Gives up the partitions at once and ends the stream.
 */
export interface Leave {
}

/**
 * Gives up the partitions at once and ends the stream.
 */
export interface Leave__Output {
}
