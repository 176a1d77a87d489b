import type { ReactNode } from 'react'

export function Card(props: {
  title: ReactNode
  actions?: ReactNode
  children: ReactNode
  flush?: boolean
  note?: ReactNode
}) {
  const { title, actions, children, flush = false, note } = props
  return (
    <section className="card">
      <header className="card-head">
        <h2>{title}</h2>
        {note && <span className="muted">{note}</span>}
        {actions && <div className="actions">{actions}</div>}
      </header>
      {flush ? children : <div className="card-body">{children}</div>}
    </section>
  )
}

/** Names and what they are; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
