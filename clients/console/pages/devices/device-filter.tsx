import { type ReactNode, useEffect, useState } from 'react'

/** Written words go into the address when the writer pauses. */
const PAUSE_MS = 250

export function DeviceFilter(props: {
  prefix: string
  online: boolean
  label: string
  onChange: (words: Record<string, string>) => void
  children?: ReactNode
}) {
  const { prefix, online, label, onChange, children } = props
  return (
    <div className="chips filter-fields" role="search" aria-label="Filters">
      <PausedInput label="Identifier begins with" value={prefix} onChange={(text) => onChange({ prefix: text })} />
      <PausedInput label="Label, as site=berlin" value={label} onChange={(text) => onChange({ label: text })} />
      <label className="check">
        <input
          type="checkbox"
          checked={online}
          onChange={({ target }) => onChange({ online: target.checked ? 'yes' : '' })}
        />
        Only online
      </label>
      {children}
    </div>
  )
}

function PausedInput({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <input
      className="input"
      type="search"
      aria-label={label}
      placeholder={label}
      spellCheck={false}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  )
}
