import { appendFileSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs'

export type Behaviour = { do: string; ms: number }
export type Deliver = {
  messageId: string
  attempt: number
  content: string
  contentSha256: string
  deliverByAt: number
  leaseSeconds: number
}
export type Result = { status: string; code: string }

/** [D1] What a device knows of a message: the same states as those of the real agent's journal. */
export type Entry =
  | { state: 'received' | 'started'; deliver: Deliver }
  | { state: 'ended'; result: Result; sha: string; isSettled: boolean }
  | { state: 'deferred'; untilAt: number; isSettled: boolean }
  | { state: 'canceled'; isSettled: boolean }

/** The journals of the devices of one process, as one append-only file that survives the process. */
export type Journal = {
  /** By message, of one device. */
  of(device: string): Map<string, Entry>
  /** On the disk when it returns, as far as a process that is killed goes. Undefined: forgotten. */
  set(device: string, key: string, entry: Entry | undefined): void
}

type Row = { d: string; k: string; e?: Entry }

export function openJournal(path: string, keep: 'disk' | 'memory'): Journal {
  const devices = new Map<string, Map<string, Entry>>()
  const of = (device: string): Map<string, Entry> => {
    const known = devices.get(device)
    if (known) return known
    const fresh = new Map<string, Entry>()
    devices.set(device, fresh)
    return fresh
  }
  const apply = ({ d, k, e }: Row): void => {
    if (e) of(d).set(k, e)
    else of(d).delete(k)
  }
  if (keep === 'memory') return { of, set: (d, k, e) => apply({ d, k, ...(e && { e }) }) }

  for (const row of rowsOf(path)) apply(row)
  const file = openSync(path, 'a')
  // What a killed process had begun to write is a line of its own, and is passed over.
  appendFileSync(file, '\n')
  process.once('exit', () => closeSync(file))
  return {
    of,
    set(d, k, e) {
      const row = { d, k, ...(e && { e }) }
      apply(row)
      appendFileSync(file, `${JSON.stringify(row)}\n`)
    },
  }
}

function rowsOf(path: string): Row[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Row]
      } catch {
        return []
      }
    })
}
