// Original file: proto/sotto/v1/observe.proto


export interface GetOverviewRequest {
  /**
   * At most 3,600.
   */
  'historySeconds'?: (number);
}

export interface GetOverviewRequest__Output {
  /**
   * At most 3,600.
   */
  'historySeconds': (number);
}
