/** Every bound of the agent; the wire's own are those of docs/protocol.md. */

/** A result's output. Larger: the result is `failed(OUTPUT_TOO_LARGE)` instead. */
export const OUTPUT_BYTES_MAX = 128 * 1024
/** Details, notes, reasons, triggers. Larger: cut. */
export const NOTE_BYTES_MAX = 1024
/** Items of one frame; more go into the next. */
export const FRAME_ITEMS_MAX = 256
/** Of one frame, as JSON. The server takes 384 KiB; the rest is for the envelope. */
export const FRAME_BYTES_MAX = 352 * 1024
/** Frames: this many at once, and so many a second on average. In any 10 s that stays under the server's 2,000. */
export const FRAME_BURST_MAX = 200
export const FRAMES_PER_SECOND = 175
/** [D2] What has no answer for so long is said again. */
export const RESAY_AFTER_MS = 10_000
/** Progress of one message is sent at most so often; the newest value is enough. */
export const PROGRESS_EVERY_MS = 250
/** [D5] Full jitter between nothing and min(cap, base × 2^tries). */
export const RECONNECT_BASE_MS = 1_000
export const RECONNECT_CAP_MS = 60_000
/** A channel that lived shorter than this counts as a failed try, so that a server that drops us at once is not hammered. */
export const CHANNEL_SETTLED_MS = 10_000
/** From opening a connection until the welcome. */
export const WELCOME_TIMEOUT_MS = 15_000
/** Handlers that run at a time, unless `concurrencyMax` says otherwise. */
export const CONCURRENCY_DEFAULT = 8
/** Messages that have not ended, on the device. More: deferred for `FULL_DEFER_MS`. */
export const OPEN_MAX_DEFAULT = 1_000
export const FULL_DEFER_MS = 60_000
/** How long a handler has to stop after a cancel; then the cancel is answered with `canceled: false`. */
export const CANCEL_GRACE_MS_DEFAULT = 5_000
/** How long `close()` waits for handlers, and then for the server's answers. */
export const CLOSE_WAIT_MS_DEFAULT = 5_000
export const CLOSE_SAY_MS = 2_000
/** An entry stays so long after `deliverByAt`: the clocks of device and server differ. */
export const KEEP_MARGIN_MS = 3_600_000
/** A cancel for a message never seen is remembered for the longest `deliver_by` there is. */
export const TOMBSTONE_MS = 30 * 86_400_000
/** Ended entries kept. More: the oldest whose results were accepted go first, before their time. */
export const SETTLED_MAX = 50_000
export const PRUNE_EVERY_MS = 60_000
/** Of a result that was accepted, an output longer than this is not kept. */
export const KEPT_OUTPUT_CHARS_MAX = 4_096
/** Progress of a run after a crash counts on from here, times the runs before: a repeated number would be ignored. */
export const SEQUENCES_PER_RUN = 1_000_000
