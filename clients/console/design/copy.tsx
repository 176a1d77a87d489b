import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

const SHOWN_MS = 1_500

/** An identifier, cut where it must be, and a button that copies all of it. */
export function Copyable({ text, what, shown = text }: { text: string; what: string; shown?: string }) {
  return (
    <span className="copyable">
      <span className="mono cut" title={text}>
        {shown}
      </span>
      <CopyButton text={text} label={`Copy ${what}`} />
    </span>
  )
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <button
      type="button"
      aria-label={isCopied ? 'Copied' : label}
      title={label}
      onClick={() => void copy(text).then(() => setCopied(true))}
    >
      {isCopied ? <Check size={13} /> : <Copy size={13} />}
    </button>
  )
}

/** The clipboard is there for secure pages only; over plain HTTP a selection does. */
export async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
