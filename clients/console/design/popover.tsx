import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'

/** A button and what it opens below itself. `children` gets the function that closes it. */
export function Popover(props: {
  label: string
  icon?: ReactNode
  /** Shown on the button; without it the icon stands alone. */
  text?: ReactNode
  kind?: 'plain' | 'quiet'
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}) {
  const { label, icon, text, kind = 'plain', align = 'start', children } = props
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const panel = useId()
  const close = () => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    const onOutside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', onOutside)
    return () => document.removeEventListener('pointerdown', onOutside)
  }, [isOpen])
  return (
    <div
      ref={root}
      className="popover"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        close()
      }}
    >
      <Button
        kind={kind}
        icon={icon}
        {...(text === undefined ? { label } : { 'aria-label': label })}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {text}
      </Button>
      {isOpen && (
        <div id={panel} className="popover-panel" data-align={align}>
          {children(close)}
        </div>
      )}
    </div>
  )
}
