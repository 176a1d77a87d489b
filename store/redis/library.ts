import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Cluster, type Redis } from 'ioredis'
import { EVENT_KINDS, STATUSES, TRANSITIONS } from '../../core/message.ts'
import type { Client } from './connect.ts'

/**
 * The functions of functions/*.lua as one Redis 7 function library. Its name bears the hash of its source, so that
 * processes of two versions work side by side on one store. The transition table is put in from core/message.ts.
 */
export type Library = {
  /** One atomic step. `key` decides the slot; strings come back as Buffers. */
  call(name: string, key: string, args: (string | number | Buffer)[]): Promise<unknown>
}

/** Functions that a full Redis refuses; all others end work in hand, which must go on [B1]. */
const REFUSED_WHEN_FULL = ['submit', 'enroll']

export async function loadLibrary(client: Client): Promise<Library> {
  const { name, source } = LIBRARY
  await loadEverywhere(client, source)
  return {
    async call(fn, key, args) {
      try {
        return await client.callBuffer('FCALL', `${name}_${fn}`, 1, key, ...args)
      } catch (error) {
        // The store is a new one since: flushed, or replaced by a replica that never had the library.
        if (!String(error).includes('Function not found')) throw error
        await loadEverywhere(client, source)
        return await client.callBuffer('FCALL', `${name}_${fn}`, 1, key, ...args)
      }
    },
  }
}

const LIBRARY = compose()

function compose(): { name: string; source: string } {
  const folder = new URL('./functions/', import.meta.url)
  const read = (file: string) => `-- ${file}\n${readFileSync(new URL(file, folder), 'utf8')}`
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.lua') && file !== 'prelude.lua')
    .sort()
  const table = JSON.stringify({ statuses: STATUSES, kinds: EVENT_KINDS, transitions: TRANSITIONS })
  const body = [`local MACHINE = cjson.decode([==[${table}]==])`, read('prelude.lua'), ...files.map(read)].join('\n')
  const name = `sotto_${createHash('sha256').update(body).digest('hex').slice(0, 12)}`
  const register = `
for fn, callback in pairs(F) do
  local flags = { 'allow-oom' }
  for _, refused in ipairs({ ${REFUSED_WHEN_FULL.map((fn) => `'${fn}'`).join(', ')} }) do if fn == refused then flags = {} end end
  redis.register_function{ function_name = '${name}_' .. fn, callback = callback, flags = flags }
end`
  return { name, source: `#!lua name=${name}\n${body}\n${register}` }
}

async function loadEverywhere(client: Client, source: string): Promise<void> {
  const servers: (Redis | Client)[] = client instanceof Cluster ? client.nodes('master') : [client]
  await Promise.all(servers.map((server) => server.call('FUNCTION', 'LOAD', 'REPLACE', source)))
}
