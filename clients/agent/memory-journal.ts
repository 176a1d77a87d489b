import { apply, type Entry, type Journal, type Owner } from './journal.ts'

/** Forgets everything with the process: for tests, and where doing an action twice does no harm. */
export function memoryJournal(): Journal {
  const entries = new Map<string, Entry>()
  let owner = ''
  return {
    entries,
    async open(next: Owner) {
      const name = JSON.stringify(next)
      if (owner !== name) entries.clear()
      owner = name
    },
    async append(record) {
      apply(entries, record)
    },
    async close() {},
  }
}
