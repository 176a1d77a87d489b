import { useMutation } from '@tanstack/react-query'
import { Ban, ChevronDown, Repeat2 } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { plural, whole } from '../../design/figures.ts'
import { Popover } from '../../design/popover.tsx'
import { lookOf, STATUSES } from '../../design/status.ts'
import { clockTime } from '../../design/time.tsx'
import { call } from '../../wire/call.ts'
import { newKey } from '../../wire/idempotency.ts'
import { useCount } from './count.ts'
import { type FilterWords, sentenceOf, statusesOf, toFilter } from './message-filter.ts'

type Kind = 'OPERATION_KIND_CANCEL' | 'OPERATION_KIND_SEND_AGAIN'

/** What can be done to everything that the filter finds: never without the count before. */
export function BulkActions({ words }: { words: FilterWords }) {
  const [kind, setKind] = useState<Kind | undefined>(undefined)
  const isEmpty = Object.keys(words).length === 0
  return (
    <>
      <Popover
        label="Act on all that is found"
        text={
          <>
            Act on all <ChevronDown size={14} />
          </>
        }
        align="end"
      >
        {(close) =>
          isEmpty ? (
            <p className="menu-item muted">Add a filter first: an action on everything is refused.</p>
          ) : (
            (['OPERATION_KIND_CANCEL', 'OPERATION_KIND_SEND_AGAIN'] as const).map((one) => (
              <button
                key={one}
                type="button"
                className="menu-item"
                onClick={() => {
                  close()
                  setKind(one)
                }}
              >
                {one === 'OPERATION_KIND_CANCEL' ? <Ban size={15} /> : <Repeat2 size={15} />}
                {one === 'OPERATION_KIND_CANCEL' ? 'Cancel all that are open…' : 'Send again all that have ended…'}
              </button>
            ))
          )
        }
      </Popover>
      {kind && <BulkDialog kind={kind} words={words} onClose={() => setKind(undefined)} />}
    </>
  )
}

const TEXTS = {
  OPERATION_KIND_CANCEL: {
    title: 'Cancel all that are open',
    verb: 'Cancel',
    what: 'What waits ends at once. A device that has its message already is asked, and its answer decides.',
  },
  OPERATION_KIND_SEND_AGAIN: {
    title: 'Send again all that have ended',
    verb: 'Send again',
    what: 'Each becomes a new message of a new command, with the same action and content, and your key as its actor.',
  },
} as const

function BulkDialog({ kind, words, onClose }: { kind: Kind; words: FilterWords; onClose: () => void }) {
  const { title, verb, what } = TEXTS[kind]
  const filter = toFilter({ ...words, statuses: statusesFor(kind, words) })
  const isNone = filter.statuses?.length === 0
  const { count, countedAt, isWhole, problem } = useCount(filter, !isNone)
  const [idempotencyKey] = useState(newKey)
  const start = useMutation({
    mutationFn: () =>
      call('OperateService/StartOperation', { kind, filter, expected: count, countedAt, idempotencyKey }),
    onSuccess: () => {
      say(`${verb}: it has begun, and goes on whether you look or not.`)
      onClose()
    },
  })
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button
            kind={kind === 'OPERATION_KIND_CANCEL' ? 'danger' : 'primary'}
            disabled={!isWhole || count === 0}
            busy={start.isPending}
            onClick={() => start.mutate()}
          >
            {isWhole ? `${verb}: ${plural(count, 'message')}` : verb}
          </Button>
        </>
      }
    >
      <div className="dialog-body">
        <p className="bulk-count" role="status">
          <strong className="number">{whole(count)}</strong>{' '}
          {isWhole ? (count === 1 ? 'message' : 'messages') : 'so far, still counting…'}
        </p>
        <p className="muted">{sentenceOf(words)}</p>
        {countedAt > 0 && (
          <p className="muted">
            As of <time dateTime={new Date(countedAt).toISOString()}>{clockTime(countedAt)}</time>: what comes or ends
            later is not touched.
          </p>
        )}
        <p>{isNone ? 'The filter asks only for statuses of which none can be acted on so.' : what}</p>
        {problem && (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** Those of the asked statuses that the action is for. */
function statusesFor(kind: Kind, words: FilterWords): string {
  const asked = words.statuses ? statusesOf(words) : STATUSES
  const wanted = asked.filter((status) => lookOf(status).final === (kind === 'OPERATION_KIND_SEND_AGAIN'))
  return wanted.map((status) => status.replace('STATUS_', '').toLowerCase()).join(',')
}
