import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Start } from '../../../../proto/gen/sotto/v1/Start.ts'
import type { Subscription__Output } from '../../../../proto/gen/sotto/v1/Subscription.ts'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FieldProblem } from '../../design/field-problem.tsx'
import { call } from '../../wire/call.ts'
import type { Problem } from '../../wire/problem.ts'

type Where = 'earliest' | 'time' | 'latest'

/** [H6] Sets where a subscription goes on: back to have events again, on to leave some out. */
export function SeekDialog({
  subscription: { name, members },
  onClose,
}: {
  subscription: Subscription__Output
  onClose: () => void
}) {
  const [where, setWhere] = useState<Where>('time')
  const [time, setTime] = useState('')
  const seek = useMutation<unknown, Problem>({
    mutationFn: () => call('HookService/Seek', { subscription: name, start: startOf(where, time) }),
    onSuccess: () => {
      say(`${name} goes on from there.`)
      onClose()
    },
    meta: { quiet: true },
  })
  return (
    <Dialog title={`Move the cursor of ${name}`} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          seek.mutate()
        }}
      >
        <div className="dialog-body">
          {members.length > 0 && (
            <p className="notice" data-hue="amber">
              It has members that read now: close them first, else the gateway refuses.
            </p>
          )}
          <fieldset>
            <legend>Go on from</legend>
            {(
              [
                ['time', 'a time'],
                ['earliest', 'the oldest event that is kept'],
                ['latest', 'now: what lies between is left out'],
              ] as const
            ).map(([value, title]) => (
              <label className="check" key={value}>
                <input type="radio" name="where" checked={where === value} onChange={() => setWhere(value)} />
                {title}
              </label>
            ))}
            {where === 'time' && (
              <input
                className="input"
                type="datetime-local"
                step={1}
                aria-label="The time"
                required
                value={time}
                onChange={({ target }) => setTime(target.value)}
              />
            )}
          </fieldset>
          <FieldProblem problem={seek.error} />
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" kind="primary" busy={seek.isPending}>
            Move it
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

function startOf(where: Where, time: string): Start {
  if (where === 'time') return { time: new Date(time).getTime() }
  return where === 'earliest' ? { earliest: true } : { latest: true }
}
