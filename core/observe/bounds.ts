/** Upper bounds, in seconds, of the histograms that metrics show of a message's legs: from a turn of the loop to a day offline. */
export const quantileBounds: readonly number[] = [
  ...[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5],
  ...[1, 2.5, 5, 10, 30, 60, 300, 3_600, 86_400],
]
