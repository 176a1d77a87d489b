import { ListFilterPlus, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Popover } from '../../design/popover.tsx'
import { lookOf, STATUSES, shortStatus } from '../../design/status.ts'
import { StatusMark } from '../../design/status-mark.tsx'
import { FIELDS, type FilterField, type FilterWords, inWords, statusesOf, titleOf } from './message-filter.ts'

/** What is asked for, as chips, and the way to ask for more. It changes the address alone. */
export function FilterBar(props: { words: FilterWords; onChange: (words: FilterWords) => void; children?: ReactNode }) {
  const { words, onChange, children } = props
  const set = (name: FilterField, value: string | undefined) => {
    const { [name]: _, ...rest } = words
    onChange(value ? { ...rest, [name]: value } : rest)
  }
  const given = FIELDS.filter(({ name }) => words[name])
  return (
    <div className="chips" role="search" aria-label="Filters">
      {given.map(({ name, title }) => (
        <span className="chip" key={name}>
          <span className="muted">{title}</span>
          <span title={inWords(name, words[name]!)}>{inWords(name, words[name]!)}</span>
          <button type="button" aria-label={`Remove the filter ${title}`} onClick={() => set(name, undefined)}>
            <X size={13} />
          </button>
        </span>
      ))}
      <Popover label="Add a filter" text="Filter" kind="quiet" icon={<ListFilterPlus size={15} />}>
        {(close) => (
          <FieldMenu
            words={words}
            onSet={(name, value) => {
              set(name, value)
              close()
            }}
          />
        )}
      </Popover>
      {given.length > 1 && (
        <Button kind="quiet" onClick={() => onChange({})}>
          Clear
        </Button>
      )}
      <span className="grow" />
      {children}
    </div>
  )
}

function FieldMenu({
  words,
  onSet,
}: {
  words: FilterWords
  onSet: (name: FilterField, value: string | undefined) => void
}) {
  const [field, setField] = useState<FilterField | undefined>(undefined)
  if (field === 'statuses') return <StatusForm chosen={statusesOf(words)} onSet={(value) => onSet('statuses', value)} />
  if (field !== undefined)
    return <ValueForm field={field} value={words[field] ?? ''} onSet={(value) => onSet(field, value)} />
  return FIELDS.map(({ name, title }, i) => (
    <button key={name} type="button" className="menu-item" autoFocus={i === 0} onClick={() => setField(name)}>
      {title}
    </button>
  ))
}

function StatusForm({ chosen, onSet }: { chosen: string[]; onSet: (value: string) => void }) {
  const [picked, setPicked] = useState(() => new Set(chosen))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSet(
          STATUSES.filter((status) => picked.has(status))
            .map(shortStatus)
            .join(','),
        )
      }}
    >
      {STATUSES.map((status, i) => (
        <label key={status} className="check">
          <input
            type="checkbox"
            autoFocus={i === 0}
            checked={picked.has(status)}
            aria-label={lookOf(status).word}
            onChange={({ target }) => {
              const next = new Set(picked)
              if (target.checked) next.add(status)
              else next.delete(status)
              setPicked(next)
            }}
          />
          <StatusMark status={status} />
        </label>
      ))}
      <Button type="submit" kind="primary">
        Apply
      </Button>
    </form>
  )
}

function ValueForm({ field, value, onSet }: { field: FilterField; value: string; onSet: (value: string) => void }) {
  const isTime = field === 'fromAt' || field === 'toAt'
  const [text, setText] = useState(isTime ? toLocal(value) : value)
  const about = FIELDS.find(({ name }) => name === field)!
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSet(isTime ? String(new Date(text).getTime()) : text.trim())
      }}
    >
      <div className="field">
        <label htmlFor="filter-value">{titleOf(field)}</label>
        <input
          id="filter-value"
          className="input"
          type={isTime ? 'datetime-local' : 'text'}
          step={isTime ? 1 : undefined}
          required
          spellCheck={false}
          autoFocus
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {'hint' in about && <span className="hint">{about.hint}</span>}
      </div>
      <Button type="submit" kind="primary">
        Apply
      </Button>
    </form>
  )
}

/** As a field for date and time has it; now, where nothing was given. */
function toLocal(value: string): string {
  const at = new Date(Number(value) || Date.now())
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}
