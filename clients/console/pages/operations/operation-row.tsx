import { AddressLink } from '../../app/address-link.tsx'
import './operations.css'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Operation__Output } from '../../../../proto/gen/sotto/v1/Operation.ts'
import { Button } from '../../design/button.tsx'
import { plural, whole } from '../../design/figures.ts'
import { Age } from '../../design/time.tsx'
import { call } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { addressOf } from '../messages/message-filter.ts'
import { isRunning } from './operations.ts'

const STATES: Record<string, { word: string; hue: string }> = {
  OPERATION_STATE_RUNNING: { word: 'Running', hue: 'violet' },
  OPERATION_STATE_DONE: { word: 'Done', hue: 'green' },
  OPERATION_STATE_STOPPED: { word: 'Stopped', hue: 'grey' },
  OPERATION_STATE_FAILED: { word: 'Failed', hue: 'red' },
}

/** How far a bulk operation is, in figures and as a bar, and the way to stop it. */
export function OperationRow({ operation }: { operation: Operation__Output }) {
  const { may } = useWho()
  const [stopped, setStopped] = useState<Operation__Output | undefined>(undefined)
  const stop = useMutation({
    mutationFn: () => call('OperateService/StopOperation', { operationId: operation.operationId }),
    onSuccess: (answer) => setStopped((answer.operation ?? undefined) as Operation__Output | undefined),
  })
  const shown = isRunning(operation) && stopped ? stopped : operation
  const { kind, state, expected, found, done, asked, passedOver, startedAt, actor, problem, filter } = shown
  const verb = kind === 'OPERATION_KIND_CANCEL' ? 'Cancel' : 'Send again'
  const { word, hue } = STATES[state] ?? { word: state, hue: 'grey' }
  const of = Math.max(expected, found)
  return (
    <li className="operation" data-hue={hue}>
      <strong>
        <AddressLink to={filter ? addressOf(filter) : '/messages'}>{verb}</AddressLink>
      </strong>
      <span className="tag">{word}</span>
      <span
        className="meter"
        role="progressbar"
        aria-label={`${verb}: ${word}`}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={found}
      >
        <span style={{ width: `${of === 0 ? 100 : (found / of) * 100}%` }} />
      </span>
      <span className="number">
        {whole(found)} of {plural(of, 'message')}
      </span>
      <span className="muted number">
        {whole(done)} done{asked > 0 && `, ${whole(asked)} asked`}
        {passedOver > 0 && `, ${whole(passedOver)} passed over`} · {actor} · <Age at={startedAt} />
      </span>
      {isRunning(shown) && may('commands:write') && (
        <Button busy={stop.isPending} onClick={() => stop.mutate()}>
          Stop
        </Button>
      )}
      {problem && <p className="operation-problem">{problem}</p>}
    </li>
  )
}
