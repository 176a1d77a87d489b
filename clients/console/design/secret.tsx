import { CopyButton } from './copy.tsx'

/** Text that is shown once, to be copied. */
export function Secret({ text, what }: { text: string; what: string }) {
  return (
    <div className="secret">
      <code>{text}</code>
      <span className="copyable">
        <CopyButton text={text} label={`Copy ${what}`} />
      </span>
    </div>
  )
}
