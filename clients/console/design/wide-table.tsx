import type { ReactNode } from 'react'

/** A table that may be wider than its place: it scrolls by itself, by keyboard too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="wide-table" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
