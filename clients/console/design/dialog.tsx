import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

/**
 * The browser's own modal dialog: it holds the focus, gives it back, and closes on Escape. Mount it to open it.
 * @param side a drawer from that edge in place of a box in the middle
 */
export function Dialog(props: {
  title: string
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  width?: 'narrow' | 'wide'
  side?: 'left' | 'right'
  /** The heading is there for screen readers alone. */
  bare?: boolean
}) {
  const { title, onClose, children, footer, width = 'narrow', side, bare = false } = props
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      className="dialog"
      data-width={width}
      data-side={side}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => event.target === box.current && onClose()}
    >
      <div className="dialog-box">
        <header className={bare ? 'unseen' : 'dialog-head'}>
          <h2 id={heading}>{title}</h2>
          {!bare && <Button kind="quiet" label="Close" icon={<X size={16} />} onClick={onClose} />}
        </header>
        {children}
        {footer && <footer className="dialog-foot">{footer}</footer>}
      </div>
    </dialog>
  )
}
