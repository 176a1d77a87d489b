import { randomUUID } from 'node:crypto'
import type { SubmitRequest } from '../../proto/gen/sotto/v1/SubmitRequest.ts'
import { type JsonObject, toStruct } from './json-struct.ts'

/** What a device is asked to do. Exactly one of `devices` and `fleet` says whom. */
export type Draft = {
  /** What to do, by name: `^[a-z][a-z0-9-]{0,63}$`. */
  action: string
  /** Its parameters; at most 64 KiB as JSON text. */
  params?: JsonObject
  /** Identifiers, at most 1,000, each once. */
  devices?: readonly string[]
  /** Every active device whose labels have all these values; none: all devices. At most 100,000. */
  fleet?: { labels?: Record<string, string> }
  hook?: {
    /** Who sees the events. Default: the submitter's own application. */
    applications?: readonly string[]
    /** A program of the agent's allow-list, run in place of the action's handler. */
    program?: string
    /** Its arguments, without a shell. At most 32, of 1 KiB each. */
    arguments?: readonly string[]
    /** The host application on the device yields meanwhile. */
    interrupt?: boolean
  }
  /** [M7] Seconds; 0 or absent: the server's default. */
  clocks?: {
    deliverBySeconds?: number
    ackBySeconds?: number
    leaseSeconds?: number
    completeBySeconds?: number
  }
  /** [M9] Messages of one device with the same key run one after another. At most 64 bytes. */
  concurrencyKey?: string
  /** [M11] The same key and body give the same command again for 24 h. Default: a random one for this submit. */
  idempotencyKey?: string
  /** At most 8, of 64 bytes each. */
  tags?: readonly string[]
  /** Cancels queued messages of these devices with the same action that were not yet sent. */
  supersede?: boolean
  /** [A6] W3C trace context of the caller: the command's spans are below it, and its hook events bear its trace. */
  traceparent?: string
  /** [A6] What goes with `traceparent`, at most 512 characters; without it, nothing. */
  tracestate?: string
}

/** Only what is set: what is absent gets the server's defaults. There is always an idempotency key [M11]. */
export function toSubmitRequest(draft: Draft): SubmitRequest {
  const { params, devices, fleet, hook, tags, traceparent: _, tracestate: __, ...rest } = draft
  return {
    ...rest,
    idempotencyKey: draft.idempotencyKey ?? randomUUID(),
    ...(params && { params: toStruct(params) }),
    ...(devices && { devices: [...devices] }),
    ...(fleet && { fleet: { labels: fleet.labels ?? {} } }),
    ...(tags && { tags: [...tags] }),
    ...(hook && {
      hook: {
        ...(hook.applications && { applications: [...hook.applications] }),
        ...(hook.program !== undefined && { program: hook.program }),
        ...(hook.arguments && { arguments: [...hook.arguments] }),
        ...(hook.interrupt !== undefined && { interrupt: hook.interrupt }),
      },
    }),
  }
}
