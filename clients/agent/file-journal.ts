import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { apply, type Entry, type Journal, type JournalRecord, type Owner } from './journal.ts'
import { headerLine, type Replay, recordLine, replay } from './journal-file-format.ts'
import { type Log, sentenceOf, silentLog } from './log.ts'

export type FileJournalOptions = {
  /** Made with mode 0700. One process at a time. */
  folder: string
  /** Compacted when the file has grown by this much, and has doubled. */
  garbageBytesMax?: number
  log?: Log
}

const GARBAGE_BYTES_MAX = 4 * 1024 * 1024

/** What waits for the next write; all of it becomes durable with one fsync. */
type Batch = { lines: string[]; done: Promise<void>; resolve: () => void; reject: (error: Error) => void }

/** An append-only file: see journal-file-format.ts for its lines, and journal.ts for what it promises. */
export function fileJournal({
  folder,
  garbageBytesMax = GARBAGE_BYTES_MAX,
  log = silentLog,
}: FileJournalOptions): Journal {
  const path = join(folder, 'journal')
  let entries = new Map<string, Entry>()
  let owner: Owner | undefined
  let lock: FolderLock | undefined
  let file: FileHandle | undefined
  let fileBytes = 0
  let compactBytes = 0
  let waiting: Batch | undefined
  let writing: Promise<void> | undefined
  /** After a write that failed, nobody knows what the file has: the next one makes it anew. */
  let isDoubtful = false

  async function openJournal(next: Owner): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    lock = await lockFolder(folder)
    try {
      owner = next
      const found = await readOrNothing(path)
      const isMine = found !== undefined && JSON.stringify(found.owner) === JSON.stringify(next)
      if (found && found.badLines > 0)
        log.warn({ path, badLines: found.badLines }, 'The journal had damaged lines; they are left out.')
      if (isMine) entries = found.entries
      else if (found && found.entries.size > 0)
        log.info({ dropped: found.entries.size }, 'The journal was of another enrolment; its entries are dropped [S5].')
      if (isMine && found.isClean) {
        file = await open(path, 'a', 0o600)
        fileBytes = (await file.stat()).size
        compactBytes = fileBytes
      } else await compact()
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  function append(record: JournalRecord): Promise<void> {
    if (!lock) return Promise.reject(new Error('The journal is not open.'))
    apply(entries, record)
    waiting ??= newBatch()
    waiting.lines.push(recordLine(record))
    const { done } = waiting
    writing ??= endOfTurn().then(writeAll)
    return done
  }

  async function writeAll(): Promise<void> {
    while (waiting) {
      const batch = waiting
      waiting = undefined
      try {
        await writeBatch(batch.lines.join(''))
        batch.resolve()
      } catch (error) {
        isDoubtful = true
        log.error({ error: sentenceOf(error) }, 'The journal could not be written.')
        batch.reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    writing = undefined
  }

  async function writeBatch(text: string): Promise<void> {
    // Compaction writes what all records so far have made: those of this batch are in it.
    if (isDoubtful || !file || fileBytes > 2 * compactBytes + garbageBytesMax) return await compact()
    await file.appendFile(text)
    await file.datasync()
    fileBytes += Buffer.byteLength(text)
  }

  async function compact(): Promise<void> {
    if (!owner) throw new Error('The journal is not open.')
    const lines = [headerLine(owner)]
    for (const [messageId, entry] of entries) lines.push(recordLine({ type: 'entry', messageId, entry }))
    const text = lines.join('')
    const next = await open(`${path}.new`, 'w', 0o600)
    try {
      await next.appendFile(text)
      await next.datasync()
      await rename(`${path}.new`, path)
      await syncFolder(folder)
    } catch (error) {
      await next.close()
      throw error
    }
    await file?.close()
    file = next
    fileBytes = Buffer.byteLength(text)
    compactBytes = fileBytes
    isDoubtful = false
  }

  async function closeJournal(): Promise<void> {
    const held = lock
    lock = undefined
    await writing
    await file?.close()
    file = undefined
    await held?.release()
  }

  return {
    open: openJournal,
    get entries() {
      return entries
    },
    append,
    close: closeJournal,
  }
}

async function readOrNothing(path: string): Promise<Replay | undefined> {
  try {
    return replay(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A rename is durable when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function newBatch(): Batch {
  let resolve = () => {}
  let reject: (error: Error) => void = () => {}
  const done = new Promise<void>((onDone, onError) => {
    resolve = onDone
    reject = onError
  })
  return { lines: [], done, resolve, reject }
}
