import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { AddressLink } from '../app/address-link.tsx'
import { useShortcuts } from './keyboard.ts'
import { useChoices } from './theme.ts'

export type Column<Row> = {
  title: string
  /** A track of a CSS grid: `120px`, `minmax(0, 1fr)`. */
  width: string
  /** Its track on a phone; without one the column is not there. */
  phone?: string
  end?: boolean
  cell: (row: Row) => ReactNode
}

const ROW_PX = { comfortable: 38, compact: 31 }
/** Rows drawn beyond what is seen. */
const OVERSCAN = 12
/** How near to the end the next page is asked for. */
const END_ROWS = 20

/**
 * Rows of one height, of which only those in sight exist. `j` and `k` go through them; the link of the first cell covers
 * its row.
 * @param to the address of a row
 * @param onEnd asked for more when the end comes near; undefined: there is no more
 */
export function List<Row>(props: {
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  to?: (row: Row) => string
  /** What the name of a row's link says after its first cell, where that says too little. */
  linkRest?: (row: Row) => string
  onEnd?: (() => void) | undefined
  /** Hears which rows are drawn: those in sight, and a few beyond. */
  onSight?: (rows: { first: number; last: number }) => void
  /** Below the last row. */
  foot?: ReactNode
  /** Rows to make room for; without it the list takes what the page has. */
  heightRows?: number
}) {
  const { label, rows, columns, rowKey, to, linkRest, onEnd, onSight, foot, heightRows } = props
  const { density } = useChoices()
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = ROW_PX[density]
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    getItemKey: (index) => rowKey(rows[index]!),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows is why all are measured anew
  useEffect(() => virtual.measure(), [virtual, rowPx])
  const items = virtual.getVirtualItems()
  const firstSeen = items[0]?.index ?? 0
  const lastSeen = items.at(-1)?.index ?? 0
  useEffect(() => onSight?.({ first: firstSeen, last: lastSeen }), [firstSeen, lastSeen, onSight])
  useEffect(() => {
    if (lastSeen >= rows.length - END_ROWS) onEnd?.()
  }, [lastSeen, rows.length, onEnd])

  const move = (by: number) => {
    const now = Number(scroller.current?.querySelector('.row:focus-within')?.getAttribute('data-index') ?? -1)
    const next = Math.max(0, Math.min(rows.length - 1, now + by))
    virtual.scrollToIndex(next)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus())
  }
  useShortcuts(to ? { j: () => move(1), k: () => move(-1) } : {})

  const tracks = {
    '--tracks': columns.map(({ width }) => width).join(' '),
    '--phone-tracks': columns.flatMap(({ phone }) => phone ?? []).join(' '),
    ...(heightRows !== undefined && { maxHeight: (heightRows + 1) * rowPx + 2 }),
  } as CSSProperties
  return (
    <div
      className="list"
      ref={scroller}
      tabIndex={to ? undefined : 0}
      style={tracks}
      data-bounded={heightRows !== undefined}
    >
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <div role="row" className="row list-head" aria-rowindex={1}>
          {columns.map(({ title, end, phone }) => (
            <span role="columnheader" key={title} className="cell" data-end={end} data-phone={phone !== undefined}>
              {title}
            </span>
          ))}
        </div>
        <div role="rowgroup" className="list-body" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => (
            <div
              role="row"
              key={key}
              className="row"
              data-index={index}
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)`, height: rowPx }}
            >
              {columns.map((column, at) => (
                <span
                  role="cell"
                  key={column.title}
                  className="cell"
                  data-end={column.end}
                  data-phone={column.phone !== undefined}
                >
                  {at === 0 && to ? (
                    <AddressLink className="row-link" to={to(rows[index]!)}>
                      {column.cell(rows[index]!)}
                      {linkRest && <span className="unseen">{linkRest(rows[index]!)}</span>}
                    </AddressLink>
                  ) : (
                    column.cell(rows[index]!)
                  )}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
      {foot && <div className="list-foot">{foot}</div>}
    </div>
  )
}
