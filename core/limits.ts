/** [B1] Every bound of the product: its name carries the unit, the comment says why and what happens there. */

/** A message's content. Larger: `TOO_LARGE`. Also the frame of a device may then stay under engine.io's own bound. */
export const CONTENT_BYTES_MAX = 64 * 1024
/** A result's output; larger: refused with `TOO_LARGE`, the agent sends `failed(OUTPUT_TOO_LARGE)` in its place. */
export const OUTPUT_BYTES_MAX = 128 * 1024
/** Detail sentences, progress notes, reasons, arguments of a hook program. Larger: `TOO_LARGE`. */
export const NOTE_BYTES_MAX = 1024
export const HOOK_ARGUMENTS_MAX = 32
export const HOOK_APPLICATIONS_MAX = 16
export const TAGS_MAX = 8
/** Tags, concurrency keys, label keys and values. */
export const WORD_BYTES_MAX = 64
export const LABELS_MAX = 16
export const ACTIONS_PER_AGENT_MAX = 256
export const IDEMPOTENCY_KEY_BYTES_MAX = 128
/** Devices named in one submit. More: `TOO_MANY_DEVICES`; use a fleet, or several submits. */
export const DEVICES_PER_SUBMIT_MAX = 1_000
/** Commands in one SubmitMany. None or more: `INVALID_FIELD`. */
export const COMMANDS_PER_CALL_MAX = 256
/** Devices a fleet may resolve to. More: `TOO_MANY_DEVICES`. */
export const DEVICES_PER_FLEET_MAX = 100_000
/** Messages of one device that are not final. More: `DEVICE_BACKLOG_FULL`; a stuck device must not fill the store. */
export const OPEN_PER_DEVICE_MAX = 200
/** Message ids a device's list keeps; older ones are found by their command. */
export const HISTORY_PER_DEVICE_MAX = 1_000
/** [M10] Unreceipted messages on one channel. The rest waits in the store, not in a socket's buffer. */
export const WINDOW_PER_CHANNEL = 16
/** [M8] Sendings on a live channel without a receipt. Then `failed(ATTEMPTS_EXHAUSTED)`. */
export const ATTEMPTS_MAX = 8
/** Items of one call of a function: keeps a call under some 2 ms, so that no other waits long. */
export const BATCH_ITEMS_MAX = 256
/** [M4] Conflicting second results kept of one message. More are counted only. */
export const CONFLICTS_KEPT_MAX = 16
/** One frame of a device on either channel. Larger: the channel is closed with `FRAME_TOO_LARGE`. A result with its output, escaped. */
export const FRAME_BYTES_MAX = 384 * 1024
/** Items in one frame. More: closed with `BAD_FRAME`. */
export const FRAME_ITEMS_MAX = 256
/** Frames of a device a second, averaged over ten. More: closed with `RATE_LIMITED`. */
export const FRAMES_PER_SECOND_MAX = 200
/** Bytes that may wait in one socket's write buffer. More: closed with `SLOW_DEVICE`. */
export const CHANNEL_BUFFER_BYTES_MAX = 4 * 1024 * 1024
/** Connections of a node that have not said hello yet: nobody knows who they are. More: closed with `OVERLOADED`. */
export const GREETINGS_MAX = 5_000
/** What devices said and the store has not taken yet, in one process. More: the channel that brings it is closed with `OVERLOADED`. */
export const REPORTS_WAITING_MAX = 50_000
export const REPORTS_WAITING_BYTES_MAX = 64 * 1024 * 1024
/** Of one channel; more: nothing more is read from it until the store has taken some, so that it crowds out no other. */
export const REPORTS_PER_CHANNEL_BYTES_MAX = 1024 * 1024
/** Of what devices said, in one call of a function; more goes in the next call. */
export const REPORT_BATCH_BYTES_MAX = 1024 * 1024
/** From the challenge until the hello. Then closed with `HELLO_TIMEOUT`. */
export const HELLO_TIMEOUT_MS = 10_000
/** A request of the HTTP API; the gRPC services bound theirs alike. */
export const REQUEST_BYTES_MAX = 1024 * 1024
/** [H4] One block of the hook log: the most a stream buffers. */
export const BLOCK_BYTES_MAX = 1024 * 1024
/** Values in one field of a hook filter. More: `LIMIT_REACHED`. */
export const FILTER_VALUES_MAX = 1_000
/** Events in one answer of Fetch. More asked for: `INVALID_FIELD`. */
export const FETCH_EVENTS_MAX = 1_000
export const FETCH_EVENTS_DEFAULT = 100
/** How long a Fetch may wait for its first event. */
export const FETCH_WAIT_MS_MAX = 30_000
/** [H4] Between heartbeats of an idle Subscribe stream. Outside of it: `INVALID_FIELD`. */
export const HOOK_HEARTBEAT_MS_MIN = 1_000
export const HOOK_HEARTBEAT_MS_MAX = 60_000
export const HOOK_HEARTBEAT_MS_DEFAULT = 10_000
/** Subscribe streams of one application. More: `TOO_MANY_STREAMS`. */
export const STREAMS_PER_APPLICATION_MAX = 100
export const MEMBERS_PER_SUBSCRIPTION_MAX = 64
export const SUBSCRIPTIONS_PER_TENANT_MAX = 1_000
export const KEYS_PER_TENANT_MAX = 1_000
export const ACTIONS_PER_TENANT_MAX = 1_000
export const SCHEMA_BYTES_MAX = 32 * 1024
export const PAGE_SIZE_MAX = 500
export const PAGE_SIZE_DEFAULT = 100
/** Bytes that may wait in one node's inbox (by entries, approximately). Beyond it the oldest frames go, and their messages are sent again after ack_by. */
export const INBOX_ENTRIES_MAX = 20_000
/** Logins of one key at a time; one more ends the oldest. */
export const LOGINS_PER_KEY_MAX = 20
/** Watch streams of one key on one node. More: `TOO_MANY_STREAMS`. */
export const WATCHES_PER_KEY_MAX = 20
/** Submit streams of one key on one node. More: `TOO_MANY_STREAMS`. */
export const SUBMIT_STREAMS_PER_KEY_MAX = 100
/** Bulk operations of a tenant that run at a time, and that are listed. More: `LIMIT_REACHED`; older ones are not listed. */
export const OPERATIONS_RUNNING_MAX = 4
export const OPERATIONS_LISTED_MAX = 100
/** Messages that one bulk operation takes. Then it has failed, and says so. */
export const OPERATION_MESSAGES_MAX = 100_000
/** Tenants whose logs are observed for figures; with more, the others have no rates and times of legs. */
export const TENANTS_OBSERVED_MAX = 64
/** Saved views of one key, and as many that a tenant shares. */
export const VIEWS_MAX = 100
/** Of a saved view, with its filters. Larger: `TOO_LARGE`. */
export const VIEW_ADDRESS_BYTES_MAX = 2 * 1024
/** Audit entries kept of one tenant. */
export const AUDIT_ENTRIES_MAX = 100_000
export const AUDIT_DETAIL_BYTES_MAX = 512
/** [A6] Messages of one command that get spans of their own; a fleet's others bear its trace context all the same. */
export const TRACED_MESSAGES_MAX = 100
/** [A6] Characters of a `tracestate`. A longer one is left out; its `traceparent` goes on. */
export const TRACESTATE_CHARS_MAX = 512
/** [A6] What a node has written to channels and no device has answered: spans beyond it end, the oldest first. */
export const CHANNEL_SPANS_MAX = 10_000
