import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileJournal } from '../../clients/agent/index.ts'
import { apply, type Entry, type Journal, type JournalRecord } from '../../clients/agent/journal.ts'
import { stage } from '../support/agent.ts'
import { message } from '../support/device-server.ts'

const owner = { tenant: 't1', deviceId: 'd1', epoch: 1 }
const on = stage()

const record: fc.Arbitrary<JournalRecord> = fc
  .record({
    messageId: fc.constantFrom('a', 'b', 'c'),
    type: fc.constantFrom('received', 'started', 'ended', 'deferred', 'ready', 'canceled', 'settled', 'forgotten'),
    text: fc.string({ unit: 'binary', maxLength: 20 }),
    number: fc.nat(),
  })
  .map(({ messageId, type, text, number }): JournalRecord => {
    const outcome = { code: 'OK', detail: text, output: text.repeat(300) }
    switch (type) {
      case 'received':
        return {
          type,
          messageId,
          deliver: message({ messageId, content: text }),
          contentSha256: text,
          receivedAt: number,
        }
      case 'ended':
        return { type, messageId, ending: { status: 'STATUS_FAILED', outcome, contentSha256: text }, keepUntil: number }
      case 'deferred':
        return { type, messageId, attempt: 1, why: { reason: text, untilAt: number, trigger: '' }, keepUntil: number }
      case 'canceled':
        return { type, messageId, reason: text, keepUntil: number }
      default:
        return { type: type as 'started' | 'ready' | 'settled' | 'forgotten', messageId }
    }
  })

const seen = (entries: ReadonlyMap<string, Entry>) => [...entries].sort(([a], [b]) => a.localeCompare(b))

function after(records: JournalRecord[]): [string, Entry][] {
  const entries = new Map<string, Entry>()
  for (const item of records) apply(entries, item)
  return seen(entries)
}

async function openJournal(folder: string, options: object = {}): Promise<Journal> {
  const journal = fileJournal({ folder, ...options })
  await journal.open(owner)
  return journal
}

describe('the journal in a file', () => {
  it('[D1] cut at any byte: some beginning of the records, with every one that was durable before the cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(record, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (batches, part) => {
          const folder = await on.folder()
          const journal = await openJournal(folder)
          const path = join(folder, 'journal')
          const durableAt: number[] = []
          for (const batch of batches) {
            const promises = batch.map((item) => journal.append(item))
            await Promise.all(promises)
            durableAt.push((await readFile(path)).length)
          }
          await journal.close()
          const bytes = (await readFile(path)).length
          const cutAt = Math.round(part * bytes)
          await truncate(path, cutAt)

          const again = await openJournal(folder)
          const records = batches.flat()
          const durable = batches.slice(0, durableAt.findLastIndex((size) => size <= cutAt) + 1).flat().length
          const beginnings = Array.from({ length: records.length - durable + 1 }, (_, index) =>
            JSON.stringify(after(records.slice(0, durable + index))),
          )
          expect(beginnings).toContain(JSON.stringify(seen(again.entries)))
          // And it goes on from there.
          await again.append({ type: 'canceled', messageId: 'z', reason: '', keepUntil: 1 })
          await again.close()
          const last = await openJournal(folder)
          expect(seen(last.entries)).toEqual(seen(again.entries))
          await last.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('[D1] a damaged byte in the middle costs that line only, and makes no record', async () => {
    const folder = await on.folder()
    const journal = await openJournal(folder)
    for (const messageId of ['a', 'b', 'c'])
      await journal.append({ type: 'canceled', messageId, reason: 'x', keepUntil: 1 })
    await journal.close()
    const path = join(folder, 'journal')
    await writeFile(path, (await readFile(path, 'utf8')).replace('"messageId":"b"', '"messageId":"q"'))
    const again = await openJournal(folder)
    expect([...again.entries.keys()]).toEqual(['a', 'c'])
    await again.close()
  })

  it('[B1] is compacted when it has grown, and keeps what it knew', async () => {
    const folder = await on.folder()
    const journal = await openJournal(folder, { garbageBytesMax: 2_000 })
    for (let index = 0; index < 200; index++) {
      await journal.append({ type: 'canceled', messageId: `m${index % 3}`, reason: String(index), keepUntil: 1 })
    }
    const known = seen(journal.entries)
    await journal.close()
    expect((await readFile(join(folder, 'journal'))).length).toBeLessThan(5_000)
    const again = await openJournal(folder)
    expect(seen(again.entries)).toEqual(known)
    await again.close()
  })

  it('[S5] forgets the messages of an older enrolment', async () => {
    const folder = await on.folder()
    const journal = await openJournal(folder)
    await journal.append({ type: 'canceled', messageId: 'a', reason: '', keepUntil: 1 })
    await journal.close()
    const next = fileJournal({ folder })
    await next.open({ ...owner, epoch: 2 })
    expect(next.entries.size).toBe(0)
    await next.close()
  })

  it('is for one process at a time; the lock of a dead one is taken over', async () => {
    const folder = await on.folder()
    const journal = await openJournal(folder)
    await expect(openJournal(folder)).rejects.toThrow(/Another agent uses the folder/)
    await journal.close()
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: 'another time' }))
    const again = await openJournal(folder)
    await again.close()
  })

  it('starts anew from a file that is no journal', async () => {
    const folder = await on.folder()
    await appendFile(join(folder, 'journal'), 'not a journal\n\n{}')
    const journal = await openJournal(folder)
    expect(journal.entries.size).toBe(0)
    await journal.close()
  })
})
