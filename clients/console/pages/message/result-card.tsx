import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { Card } from '../../design/card.tsx'
import { CopyButton } from '../../design/copy.tsx'
import { JsonBlock } from '../../design/json-block.tsx'
import { lookOf } from '../../design/status.ts'

/** How it ended on the device, in the device's words; and what else it said later [M4]. */
export function ResultCard({ message }: { message: Message__Output }) {
  const { outcome, conflicts, status, progressPercent, progressNote } = message
  const { hue, final } = lookOf(status)
  if (!outcome)
    return (
      <Card title="Result">
        {status === 'STATUS_RUNNING' ? (
          <div className="progress" data-hue="violet">
            <span className="number">{progressPercent} %</span>
            <span className="meter" role="progressbar" aria-label="Progress" aria-valuenow={progressPercent}>
              <span style={{ width: `${progressPercent}%` }} />
            </span>
            <span className="muted">{progressNote}</span>
          </div>
        ) : (
          <p className="muted">{final ? 'The device gave none.' : 'None yet.'}</p>
        )}
      </Card>
    )
  return (
    <Card
      title="Result"
      note={
        <span className="tag mono" data-hue={hue}>
          {outcome.code || 'OK'}
        </span>
      }
      actions={
        outcome.output && (
          <span className="copyable">
            <CopyButton text={outcome.output} label="Copy the output" />
          </span>
        )
      }
    >
      {outcome.detail && <p className="result-detail">{outcome.detail}</p>}
      {outcome.output ? <JsonBlock label="Output" text={outcome.output} /> : <p className="muted">Without output.</p>}
      {conflicts.length > 0 && (
        <>
          <h3 className="conflicts-head">Other results that came later, and were refused</h3>
          <ul className="conflicts">
            {conflicts.map((one) => (
              <li key={`${one.code} ${one.detail} ${one.output}`}>
                <span className="tag mono">{one.code || 'OK'}</span> {one.detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
