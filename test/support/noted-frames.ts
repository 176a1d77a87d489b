import type { Frames } from '../../core/ports/frames.ts'
import type { Inbox } from '../../core/ports/inbox.ts'

/** Frames that say which messages are in them, and no more. */
export const idFrames: Frames = {
  deliver: (_, deliveries) =>
    deliveries.map(({ messageId }) => ({ own: Buffer.from(messageId), shared: Buffer.alloc(0) })),
  cancel: () => [],
}

/** Writes down the messages that are sent with them, in order. */
export const notingInbox = (sent: string[]): Inbox => ({
  async send(_, parcels) {
    for (const parcel of parcels) if (parcel.kind === 'deliver') sent.push(...parcel.items.map(({ own }) => `${own}`))
  },
  read: () => ({ close: async () => undefined }),
})
