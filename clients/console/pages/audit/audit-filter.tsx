import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import type { AuditWords } from './audit-words.ts'

const SPANS = [
  ['', 'all that is kept'],
  ['1', 'the last hour'],
  ['24', 'the last day'],
  ['168', 'the last week'],
] as const

export function AuditFilter({ words, onChange }: { words: AuditWords; onChange: (words: AuditWords) => void }) {
  const [actor, setActor] = useState(words.actor ?? '')
  const [what, setWhat] = useState(words.what ?? '')
  const [about, setAbout] = useState(words.about ?? '')
  return (
    <form
      className="chips filter-fields"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault()
        onChange({ ...words, actor: actor.trim(), what: what.trim(), about: about.trim() })
      }}
    >
      <input
        className="input"
        type="search"
        aria-label="Who"
        placeholder="Who: a key, device:…"
        spellCheck={false}
        value={actor}
        onChange={({ target }) => setActor(target.value)}
      />
      <input
        className="input"
        type="search"
        aria-label="What"
        placeholder="What: key., device.revoke"
        spellCheck={false}
        value={what}
        onChange={({ target }) => setWhat(target.value)}
      />
      <input
        className="input"
        type="search"
        aria-label="About"
        placeholder="About: an identifier"
        spellCheck={false}
        value={about}
        onChange={({ target }) => setAbout(target.value)}
      />
      <Button type="submit">Filter</Button>
      <select
        className="input pick"
        aria-label="Outcome"
        value={words.outcome ?? ''}
        onChange={({ target }) => onChange({ ...words, outcome: target.value })}
      >
        <option value="">every outcome</option>
        <option value="done">done</option>
        <option value="REFUSED">refused</option>
      </select>
      <select
        className="input pick"
        aria-label="Time"
        value={words.hours ?? ''}
        onChange={({ target }) => onChange({ ...words, hours: target.value })}
      >
        {SPANS.map(([hours, title]) => (
          <option key={hours} value={hours}>
            {title}
          </option>
        ))}
      </select>
    </form>
  )
}
