import type { Place } from '../../core/ports/messages.ts'

/**
 * Every key is built here; the functions build those of a partition from its prefix in the same way (functions/shared/call.lua).
 * What stands in braces decides the Redis Cluster slot: all keys of a place share one.
 *
 * Of a place, after the prefix:
 *   meta          hash: epoch, seq (newest event), kick; armed (1: a job is on its way, 3: a worker waits; 2: one of before decision
 *                 0017 does, whom nobody wakes), armedAt, waiter, turn; took (ms that eight answers take), still (newest event that a claim
 *                 has seen, and since when)
 *   ev            stream: the hook log, one entry a block, id <first seq>-<count>: t time, k kinds, a application, p events, packed
 *   c:<command>   hash: the command; n messages here, ended and f<status> how many of them; indexes, the last four characters of
 *                 each; <index> packed string: the message; =<index> its outcome      x:<message> list: conflicting outcomes
 *   i:<sha256>    string: an idempotency key's command and body
 *   due           zset: message, command or @device by when its clock ends
 *   ready         zset: devices (and canaries) that have something to send, by since when: the outbox
 *   rest          zset: devices that rest, by until when (functions/claim.lua)
 *   bad           zset: messages that ended badly, by when
 *   n             hash: messages by status
 *   ix:<bucket>   string: commands by when they were accepted        xs  zset: those buckets (functions/shared/index.lua)
 *   d:<device>    packed string: what changes with its messages and channels, its window (functions/shared/record.lua)
 *   f:<device>    hash: facts, credential     devices  zset: all devices, for paging     on:<node> set: devices with a channel there
 *   nodes         set: those that have channels here, or had some when they were last taken apart
 *   l:<device>    list: its messages that were never sent, in the order accepted
 *   y:<device>    list: to be sent before those: retries, keys that came free
 *   h:<device>    list: what left l, the newest last; open messages among what was cut from it are in the set o:<device>
 *   a:<device>    set: canceling            q:<device> set: cancels to send
 *   k:<device>    hash: concurrency key → message that holds it         w:<device>:<key> list: messages that wait for it
 */
export const placePrefix = ({ tenant, partition }: Place): string => `s:{${tenant}:${partition}}:`

export const meta = 's:meta'
export const tenants = 's:tenants'
export const nodes = 's:nodes'
export const inbox = (node: string): string => `s:inbox:{${node}}`
export const token = (sha256: string): string => `s:token:${sha256}`
export const key = (keyId: string): string => `s:key:${keyId}`
export const keysOf = (tenant: string): string => `s:{${tenant}}:keys`
export const actionsOf = (tenant: string): string => `s:{${tenant}}:actions`
export const auditOf = (tenant: string): string => `s:{${tenant}}:audit`
/** What a fleet was resolved to, for a repetition of its submit. */
export const targets = (tenant: string, commandId: string): string => `s:{${tenant}}:targets:${commandId}`
/** Hash name → application: all subscriptions of a tenant; each has a hash of its own beside it, in the same slot. */
export const subscriptionsOf = (tenant: string): string => `s:{${tenant}}:subs`
export const subscription = (tenant: string, name: string): string => `s:{${tenant}}:sub:${name}`
/** BullMQ puts this before its own keys; the braces keep a queue in one slot. */
export const queuePrefix = '{s:work}'
/** The channel by which a worker hears that a place it stays with has more to send, and is handed some of it. */
export const wakesOf = (worker: string): string => `s:wakes:${worker}`
/** Who observes the logs now; what was counted of them; a tenant's samples; the hook streams of each node. */
export const observer = 's:observer'
export const observed = 's:observed'
export const samplesOf = (tenant: string): string => `s:{${tenant}}:samples`
export const streamsOf = (tenant: string): string => `s:{${tenant}}:streams`
/** Bulk operations: each, a tenant's by when they began, all that run, who works on one, idempotency keys. */
export const operation = (tenant: string, id: string): string => `s:{${tenant}}:op:${id}`
export const operationsOf = (tenant: string): string => `s:{${tenant}}:ops`
export const operationsRunning = 's:ops'
export const operationLease = (id: string): string => `s:op-lease:${id}`
export const operationKey = (tenant: string, key: string): string => `s:{${tenant}}:op-key:${key}`
export const viewsOf = (tenant: string, owner: string): string => `s:{${tenant}}:views:${owner}`
export const login = (sha256: string): string => `s:login:${sha256}`
export const loginsOf = (keyId: string): string => `s:logins:${keyId}`
