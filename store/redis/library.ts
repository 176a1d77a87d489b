import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Cluster, type Redis } from 'ioredis'
import { CONFLICTS_KEPT_MAX } from '../../core/limits.ts'
import { DEVICE_INPUTS, EVENT_KINDS, STATUSES, TRANSITIONS } from '../../core/message.ts'
import type { Client } from './connect.ts'

/**
 * The functions of functions/*.lua as one Redis 7 function library. Its name bears the hash of its source, so that
 * processes of two versions work side by side on one store. The state machine is put in from core/message.ts.
 */
export type Library = {
  /** One atomic step. `key` decides the slot; strings come back as Buffers. */
  call(name: string, key: string, args: (string | number | Buffer)[]): Promise<unknown>
}

/** Functions that a full Redis refuses; all others end work in hand, which must go on [B1]. */
const REFUSED_WHEN_FULL = ['submit', 'enroll']

/** Functions that only read: a store that takes no writes, for want of replicas, still runs them [A2]. Redis refuses a write of theirs. */
const READS = ['read', 'briefs', 'outcome_codes', 'ranked_after', 'check', 'select', 'sub_get']

/** @param library another one than the product's own, e.g. of a test that looks inside */
export async function loadLibrary(client: Client, { name, source }: LibrarySource = LIBRARY): Promise<Library> {
  await loadEverywhere(client, name, source)
  return {
    async call(fn, key, args) {
      try {
        return await client.callBuffer('FCALL', `${name}_${fn}`, 1, key, ...args)
      } catch (error) {
        // The store is a new one since: flushed, or replaced by a replica that never had the library.
        if (!String(error).includes('Function not found')) throw error
        await loadEverywhere(client, name, source)
        return await client.callBuffer('FCALL', `${name}_${fn}`, 1, key, ...args)
      }
    },
  }
}

/** Texts in one expression, for which Lua has 250 registers and 200 levels of syntax. */
const JOINED = 180
/** One text of all, in one step; it would be too long to be written by hand. */
const JOIN_ALL = `local JOINED = ${JOINED}
local function join_all(t) return ${Array.from({ length: JOINED }, (_, i) => `t[${i + 1}]`).join('..')} end`

export type LibrarySource = { name: string; source: string }

/** What all functions share, each file after those it needs; the functions themselves follow in the order of their names. */
const SHARED = [
  'globals',
  'machine',
  'bytes',
  'record',
  'call',
  'events',
  'step',
  'usual',
  'hand',
  'finish',
  'index',
].map((name) => `shared/${name}.lua`)

/** @param more Lua put after that of functions/ */
export function composeLibrary(more = ''): LibrarySource {
  const folder = new URL('./functions/', import.meta.url)
  const read = (file: string) => `-- ${file}\n${readFileSync(new URL(file, folder), 'utf8')}`
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.lua'))
    .sort()
  // Lua allows 200 locals in one block, so each file has one of its own.
  const own = (file: string) => `do ${read(file)}\nend`
  const parts = [`local MACHINE = ${toLua(machine())}`, JOIN_ALL, ...SHARED.map(read), ...files.map(own), more]
  const body = ['local F, register = {}', 'do', ...parts, 'end'].join('\n')
  const name = `sotto_${createHash('sha256').update(body).digest('hex').slice(0, 12)}`
  const names = [...body.matchAll(/^F\.(\w+) = function/gm)].map((match) => match[1] ?? '')
  const register = names
    .map((fn) => {
      return `redis.register_function{ function_name = '${name}_${fn}', callback = register(F.${fn}), flags = ${flagsOf(fn)} }`
    })
    .join('\n')
  return { name, source: `#!lua name=${name}\n${body}\n${register}` }
}

function flagsOf(fn: string): string {
  if (READS.includes(fn)) return `{ 'no-writes' }`
  return REFUSED_WHEN_FULL.includes(fn) ? '{}' : `{ 'allow-oom' }`
}

async function loadEverywhere(client: Client, name: string, source: string): Promise<void> {
  const servers: (Redis | Client)[] = client instanceof Cluster ? client.nodes('master') : [client]
  await Promise.all(
    servers.map(async (server) => {
      // A full Redis takes no library; one that has it must not keep a role from starting again.
      const known = await server.call('FUNCTION', 'LIST', 'LIBRARYNAME', name)
      if (Array.isArray(known) && known.length > 0) return
      await server.call('FUNCTION', 'LOAD', 'REPLACE', source)
    }),
  )
}

const LIBRARY = composeLibrary()

/** core/message.ts with ordinals in place of names, as the functions want it. */
function machine(): object {
  const ordinals = (names: readonly string[]) => Object.fromEntries(names.map((name, i) => [name, i + 1]))
  const status = ordinals(STATUSES)
  const kind = ordinals(EVENT_KINDS)
  const transitions = STATUSES.map((from) =>
    Object.fromEntries(
      Object.entries(TRANSITIONS[from]).map(([input, { to, event, implied, late, beforeBecomes }]) => [
        input,
        {
          to: to === 'before' ? 0 : status[to],
          event: kind[event],
          ...(implied && { implied }),
          ...(late && { late }),
          ...(beforeBecomes && { before_becomes: status[beforeBecomes] }),
        },
      ]),
    ),
  )
  const device_inputs = DEVICE_INPUTS
  const of_device = Object.fromEntries(DEVICE_INPUTS.map((input) => [input, true]))
  const kind_bit = EVENT_KINDS.map((_, i) => 2 ** (i + 1))
  const conflicts_kept = CONFLICTS_KEPT_MAX
  return {
    conflicts_kept,
    status,
    status_name: STATUSES,
    kind,
    kind_name: EVENT_KINDS,
    kind_bit,
    device_inputs,
    of_device,
    transitions,
  }
}

/** The texts are names: without quotes or backslashes. */
function toLua(value: unknown): string {
  if (Array.isArray(value)) return `{ ${value.map(toLua).join(', ')} }`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name} = ${toLua(inner)}`)
      .join(', ')} }`
  return typeof value === 'string' ? `'${value}'` : String(value)
}
