import { type Glyph, lookOf } from './status.ts'

/** A status as people see it: glyph, colour and word. */
export function StatusMark({ status, late = false }: { status: string; late?: boolean }) {
  const { word, hue, glyph } = lookOf(status)
  return (
    <span className="status" data-hue={hue}>
      <StatusGlyph glyph={glyph} />
      {word}
      {late && <span className="tag">late</span>}
    </span>
  )
}

/** 14 × 14, drawn in the colour of the text around it. */
export function StatusGlyph({ glyph }: { glyph: Glyph }) {
  return (
    <svg className="glyph" data-glyph={glyph} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {SHAPES[glyph]}
    </svg>
  )
}

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const
const circle = <circle cx="7" cy="7" r="5.6" {...line} />
const disc = <circle cx="7" cy="7" r="6.4" fill="currentColor" />
const carved = { ...line, stroke: 'var(--surface)' } as const

const SHAPES: Record<Glyph, React.ReactNode> = {
  dotted: <circle cx="7" cy="7" r="5.6" {...line} strokeDasharray="1.6 2.8" />,
  quarter: (
    <>
      {circle}
      <path d="M7 7V3.6A3.4 3.4 0 0 1 10.4 7Z" fill="currentColor" />
    </>
  ),
  half: (
    <>
      {circle}
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8Z" fill="currentColor" />
    </>
  ),
  ring: (
    <>
      <circle cx="7" cy="7" r="5.6" {...line} opacity="0.35" />
      <path className="turning" d="M7 1.4A5.6 5.6 0 0 1 12.6 7" {...line} />
    </>
  ),
  pause: (
    <>
      {circle}
      <path d="M5.6 5v4M8.4 5v4" {...line} />
    </>
  ),
  stop: (
    <>
      {circle}
      <rect x="4.9" y="4.9" width="4.2" height="4.2" rx="0.8" fill="currentColor" />
    </>
  ),
  check: (
    <>
      {disc}
      <path d="M4.3 7.3 6.2 9.2 9.8 5.2" {...carved} />
    </>
  ),
  cross: (
    <>
      {disc}
      <path d="m5 5 4 4M9 5 5 9" {...carved} />
    </>
  ),
  minus: (
    <>
      <path d="M4.4 .7h5.2l3.7 3.7v5.2l-3.7 3.7H4.4L.7 9.6V4.4Z" fill="currentColor" />
      <path d="M4.6 7h4.8" {...carved} />
    </>
  ),
  clock: (
    <>
      {disc}
      <path d="M7 3.9V7l2 1.5" {...carved} />
    </>
  ),
  slash: (
    <>
      {circle}
      <path d="m3.2 10.8 7.6-7.6" {...line} />
    </>
  ),
  swap: (
    <>
      {circle}
      <path d="M4.7 7h4.4M7.4 5.2 9.2 7 7.4 8.8" {...line} />
    </>
  ),
}
