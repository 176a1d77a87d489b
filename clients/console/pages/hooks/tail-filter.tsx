import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { KINDS, type TailWords } from './tail-words.ts'

const BACK = [
  ['now', 'from now on'],
  ['5', 'from 5 minutes ago'],
  ['60', 'from an hour ago'],
  ['1440', 'from a day ago'],
  ['earliest', 'from the oldest that is kept'],
] as const

/** Kind and beginning at a choice; the rest when the form is sent. */
export function TailFilter({ words, onChange }: { words: TailWords; onChange: (words: TailWords) => void }) {
  const [device, setDevice] = useState(words.device ?? '')
  const [action, setAction] = useState(words.action ?? '')
  const [tag, setTag] = useState(words.tag ?? '')
  const beginning = !words.from ? 'now' : words.from === 'earliest' ? 'earliest' : 'given'
  return (
    <form
      className="chips filter-fields tail-filter"
      aria-label="Filters of the tail"
      onSubmit={(event) => {
        event.preventDefault()
        onChange({ ...words, device: device.trim(), action: action.trim(), tag: tag.trim() })
      }}
    >
      <select
        className="input"
        aria-label="Kind of event"
        value={words.kind ?? ''}
        onChange={({ target }) => onChange({ ...words, kind: target.value })}
      >
        <option value="">every kind</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kind.replace('_', ' ')}
          </option>
        ))}
      </select>
      <input
        className="input"
        type="search"
        aria-label="Device"
        placeholder="Device"
        spellCheck={false}
        value={device}
        onChange={({ target }) => setDevice(target.value)}
      />
      <input
        className="input"
        type="search"
        aria-label="Action"
        placeholder="Action"
        spellCheck={false}
        value={action}
        onChange={({ target }) => setAction(target.value)}
      />
      <input
        className="input"
        type="search"
        aria-label="Tag"
        placeholder="Tag"
        spellCheck={false}
        value={tag}
        onChange={({ target }) => setTag(target.value)}
      />
      <Button type="submit">Filter</Button>
      <span className="grow" />
      <select
        className="input"
        aria-label="Where to begin"
        value={beginning}
        onChange={({ target }) => onChange({ ...words, from: fromOf(target.value) })}
      >
        {beginning === 'given' && <option value="given">from {new Date(Number(words.from)).toLocaleString()}</option>}
        {BACK.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </form>
  )
}

function fromOf(choice: string): string {
  if (choice === 'now') return ''
  return choice === 'earliest' ? choice : String(Date.now() - Number(choice) * 60_000)
}
