import type { ReactNode } from 'react'

/** In place of a list with nothing in it: why, and what to do. */
export function Empty(props: { icon?: ReactNode; title: string; text?: ReactNode; children?: ReactNode }) {
  const { icon, title, text, children } = props
  return (
    <div className="empty">
      {icon && (
        <span className="empty-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <strong>{title}</strong>
      {text && <p className="muted">{text}</p>}
      {children && <div className="empty-actions">{children}</div>}
    </div>
  )
}
