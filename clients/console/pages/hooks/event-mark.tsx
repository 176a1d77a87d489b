import { lookOf } from '../../design/status.ts'
import { StatusGlyph } from '../../design/status-mark.tsx'

/** Kinds that are no status: whose look they have, and their word. */
const OTHERS: Record<string, { like: string; word: string }> = {
  EVENT_KIND_PROGRESS: { like: 'STATUS_RUNNING', word: 'progress' },
  EVENT_KIND_CORRECTED: { like: 'STATUS_SUPERSEDED', word: 'corrected' },
  EVENT_KIND_REQUEUED: { like: 'STATUS_QUEUED', word: 'queued again' },
  EVENT_KIND_CANCEL_REFUSED: { like: 'STATUS_REJECTED', word: 'cancel refused' },
}

/** The kind of a hook event, as statuses look. */
export function EventMark({ kind }: { kind: string }) {
  const { like, word } = OTHERS[kind] ?? { like: kind.replace('EVENT_KIND_', 'STATUS_'), word: undefined }
  const look = lookOf(like)
  return (
    <span className="status" data-hue={look.hue}>
      <StatusGlyph glyph={look.glyph} />
      {word ?? look.word}
    </span>
  )
}
