import type { ReasonCount__Output } from '../../../../proto/gen/sotto/v1/ReasonCount.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { Card } from '../../design/card.tsx'
import { Empty } from '../../design/empty.tsx'
import { whole } from '../../design/figures.ts'
import { lookOf, shortStatus } from '../../design/status.ts'
import { StatusGlyph } from '../../design/status-mark.tsx'

/** Why messages ended badly in the last hour. */
export function FailuresCard({ failures }: { failures: readonly ReasonCount__Output[] }) {
  const most = Math.max(1, ...failures.map(({ count }) => count))
  return (
    <Card title="Failures by reason" note="last hour" flush>
      {failures.length === 0 && (
        <Empty
          title="None in the last hour"
          text="What fails, is rejected or runs out of time stands here with its reason."
        />
      )}
      <ul className="bars">
        {failures.map(({ status, reason, count }) => {
          const { hue, glyph, word } = lookOf(status)
          const query = new URLSearchParams({ statuses: shortStatus(status), ...(reason && { reason }) }).toString()
          return (
            <li key={`${status} ${reason}`}>
              <AddressLink to={`/messages?${query}`} className="bar" data-hue={hue}>
                <span className="status">
                  <StatusGlyph glyph={glyph} />
                  <span className="unseen">{word}</span>
                  <span className="mono cut">{reason || word}</span>
                </span>
                <span className="meter" aria-hidden="true">
                  <span style={{ width: `${Math.max(1, (count / most) * 100)}%` }} />
                </span>
                <span className="number">{whole(count)}</span>
              </AddressLink>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
