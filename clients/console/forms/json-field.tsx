import { useId, useState } from 'react'
import type { JsonValue } from '../wire/methods.ts'

/** JSON as text; what is no JSON yet is said, and does not go out. */
export function JsonField(props: {
  label: string
  hint?: string | undefined
  value: JsonValue | undefined
  rows?: number
  onChange: (value: JsonValue | undefined) => void
}) {
  const { label, hint, value, rows = 4, onChange } = props
  const id = useId()
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const problem = problemOf(text)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="input mono"
        rows={rows}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        ref={(area) => area?.setCustomValidity(problem ?? '')}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          if (problemOf(target.value) === undefined)
            onChange(target.value.trim() === '' ? undefined : (JSON.parse(target.value) as JsonValue))
        }}
      />
      <span id={`${id}-note`} className={problem ? 'wrong' : 'hint'}>
        {problem ?? hint}
      </span>
    </div>
  )
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') return undefined
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return `This is no JSON: ${(error as Error).message}`
  }
}
