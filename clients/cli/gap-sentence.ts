import type { EventGap } from '@sotto/sdk'

/** [H3] For people. */
export function gapSentence({ partition, firstSequence, lastSequence, reason }: EventGap): string {
  const until = lastSequence > 0 ? ` to ${lastSequence}` : ''
  return `GAP: events ${firstSequence}${until} of partition ${partition} will not come (${reason}). The messages' status has what they said.`
}
