import type { StatusCount__Output } from '../../../../proto/gen/sotto/v1/StatusCount.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { Card } from '../../design/card.tsx'
import { Empty } from '../../design/empty.tsx'
import { whole } from '../../design/figures.ts'
import { lookOf, STATUSES, shortStatus } from '../../design/status.ts'
import { StatusMark } from '../../design/status-mark.tsx'

/** How many messages have each status; each leads to them. */
export function StatusesCard({ statuses }: { statuses: readonly StatusCount__Output[] }) {
  const rows = STATUSES.flatMap((status) => {
    const count = statuses.find((one) => one.status === status)?.count ?? 0
    return count > 0 ? [{ status, count }] : []
  })
  const most = Math.max(1, ...rows.map(({ count }) => count))
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  return (
    <Card title="Messages by status" note={<span className="number">{whole(total)}</span>} flush>
      {rows.length === 0 && <Empty title="No messages yet" text="The first command that is submitted appears here." />}
      <ul className="bars">
        {rows.map(({ status, count }) => (
          <li key={status}>
            <AddressLink to={`/messages?statuses=${shortStatus(status)}`} className="bar" data-hue={lookOf(status).hue}>
              <StatusMark status={status} />
              <span className="meter" aria-hidden="true">
                <span style={{ width: `${shareOf(count, most)}%` }} />
              </span>
              <span className="number">{whole(count)}</span>
            </AddressLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Of the widest bar, in per cent. By the root: a million that succeeded leave a few that failed to be seen. */
const shareOf = (count: number, most: number): number => Math.max(2, Math.sqrt(count / most) * 100)
