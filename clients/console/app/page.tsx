import { type ReactNode, useEffect } from 'react'
import { AddressLink } from './address-link.tsx'

/** Heading, actions, body; the title is the document's too. @param flush the body begins at the edges, as lists do */
export function Page(props: {
  title: string
  /** The page above it. */
  up?: { to: string; title: string }
  heading?: ReactNode
  actions?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  const { title, up, heading, actions, flush = false, children } = props
  useEffect(() => {
    document.title = `${title} · Sotto`
  }, [title])
  return (
    <>
      <header className="page-head">
        {up && (
          <AddressLink to={up.to} className="crumb">
            {up.title}
          </AddressLink>
        )}
        {up && (
          <span className="faint" aria-hidden="true">
            /
          </span>
        )}
        <h1 className="cut">{heading ?? title}</h1>
        {actions && <div className="actions">{actions}</div>}
      </header>
      <div className="page-body" data-flush={flush}>
        {children}
      </div>
    </>
  )
}
