import { Download } from 'lucide-react'
import { useState } from 'react'
import type { AuditEntry__Output } from '../../../../proto/gen/sotto/v1/AuditEntry.ts'
import type { ListAuditRequest } from '../../../../proto/gen/sotto/v1/ListAuditRequest.ts'
import { say, sayProblem } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { plural, whole } from '../../design/figures.ts'
import { Popover } from '../../design/popover.tsx'
import { call } from '../../wire/call.ts'

const PAGE_SIZE = 1_000
const FIELDS = ['entryId', 'at', 'actor', 'what', 'about', 'outcome', 'detail'] as const
const FORMS = {
  CSV: { ending: 'csv', type: 'text/csv', write: toCsv },
  'JSON lines': { ending: 'jsonl', type: 'application/jsonl', write: toJsonLines },
} as const

/** All that the filter finds, as a file; fetched page by page while the button counts. */
export function AuditExport({ filter }: { filter: ListAuditRequest }) {
  const [fetched, setFetched] = useState<number | undefined>(undefined)

  async function save(form: keyof typeof FORMS): Promise<void> {
    const { ending, type, write } = FORMS[form]
    const entries = await fetchAll(filter, setFetched)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([write(entries)], { type }))
    link.download = `sotto-audit-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${ending}`
    link.click()
    URL.revokeObjectURL(link.href)
    say(`${plural(entries.length, 'entry', 'entries')} saved.`)
  }

  if (fetched !== undefined)
    return (
      <Button busy aria-live="polite">
        {whole(fetched)} fetched
      </Button>
    )
  return (
    <Popover label="Export" text="Export" icon={<Download size={14} />} align="end">
      {(close) =>
        (Object.keys(FORMS) as (keyof typeof FORMS)[]).map((form) => (
          <button
            key={form}
            type="button"
            className="menu-item"
            onClick={() => {
              close()
              void save(form)
                .catch(sayProblem)
                .finally(() => setFetched(undefined))
            }}
          >
            {form}
          </button>
        ))
      }
    </Popover>
  )
}

async function fetchAll(filter: ListAuditRequest, onFetched: (count: number) => void): Promise<AuditEntry__Output[]> {
  const entries: AuditEntry__Output[] = []
  let pageToken = ''
  do {
    onFetched(entries.length)
    const page = await call('ObserveService/ListAudit', { ...filter, pageSize: PAGE_SIZE, pageToken })
    entries.push(...page.entries)
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  return entries
}

function toCsv(entries: readonly AuditEntry__Output[]): string {
  const rows = entries.map((entry) =>
    FIELDS.map((field) => csvCell(field === 'at' ? new Date(entry.at).toISOString() : entry[field])),
  )
  return [FIELDS.join(','), ...rows.map((row) => row.join(','))].join('\r\n')
}

/** What a spreadsheet would take for a formula is made text: the words are those of whoever made the calls. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}

function toJsonLines(entries: readonly AuditEntry__Output[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}
