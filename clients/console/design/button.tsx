import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet'
  /** An icon alone: then `label` is its name. */
  label?: string
  icon?: ReactNode
  busy?: boolean
}

export function Button({ kind = 'plain', label, icon, busy = false, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${children ? '' : 'square'} ${className ?? ''}`}
      data-kind={kind}
      aria-label={label ?? rest['aria-label']}
      title={rest.title ?? label}
      aria-busy={busy || undefined}
      disabled={busy || rest.disabled}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon}
      {children}
    </button>
  )
}
