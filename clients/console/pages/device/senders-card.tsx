import type { FoundMessage__Output } from '../../../../proto/gen/sotto/v1/FoundMessage.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { Card } from '../../design/card.tsx'
import { whole } from '../../design/figures.ts'
import { Age } from '../../design/time.tsx'

/** Who sent the messages of the history as far as it was read. */
export function SendersCard({ messages }: { messages: readonly FoundMessage__Output[] }) {
  const senders = new Map<string, { count: number; lastAt: number }>()
  for (const { actor, acceptedAt } of messages) {
    const { count, lastAt } = senders.get(actor) ?? { count: 0, lastAt: 0 }
    senders.set(actor, { count: count + 1, lastAt: Math.max(lastAt, acceptedAt) })
  }
  if (senders.size === 0) return null
  return (
    <Card title="Who sent" flush>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Messages</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {[...senders].map(([actor, { count, lastAt }]) => (
            <tr key={actor}>
              <th scope="row">
                <AddressLink to={`/messages?actor=${encodeURIComponent(actor)}`}>{actor}</AddressLink>
              </th>
              <td>{whole(count)}</td>
              <td>
                <Age at={lastAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
