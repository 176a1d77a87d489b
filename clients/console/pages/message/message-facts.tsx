import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { Card, Facts } from '../../design/card.tsx'
import { Copyable } from '../../design/copy.tsx'
import { Age, duration } from '../../design/time.tsx'

export function MessageFacts({ message }: { message: Message__Output }) {
  const { hook, clocks } = message
  return (
    <Card title="About">
      <Facts
        rows={[
          ['Device', <AddressLink to={`/devices/${message.deviceId}`}>{message.deviceId}</AddressLink>],
          [
            'Command',
            <AddressLink className="mono" to={`/messages?id=${message.commandId}`}>
              {message.commandId}
            </AddressLink>,
          ],
          ['Submitted by', message.actor],
          ['Accepted', <Age at={message.acceptedAt} />],
          ['Changed', <Age at={message.updatedAt} />],
          ['Deliver by', <Age at={message.deliverByAt} />],
          ['Attempts', message.attempt],
          ['Reason', message.reason && <span className="mono">{message.reason}</span>],
          ['Session', message.sessionId && <Copyable text={message.sessionId} what="the session's identifier" />],
          ['Concurrency key', message.concurrencyKey],
          ['Tags', message.tags.length > 0 && <TagRow words={message.tags} />],
          ['Hook for', hook && hook.applications.length > 0 && <TagRow words={hook.applications} />],
          ['Program', hook?.program && <code>{[hook.program, ...hook.arguments].join(' ')}</code>],
          ['Interrupts', hook?.interrupt && 'the host application'],
          [
            'Clocks',
            clocks &&
              `receipt ${seconds(clocks.ackBySeconds)}, lease ${seconds(clocks.leaseSeconds)}, result ${seconds(clocks.completeBySeconds)}`,
          ],
        ]}
      />
    </Card>
  )
}

const TagRow = ({ words }: { words: readonly string[] }) => (
  <span className="tags">
    {words.map((word) => (
      <span className="tag" key={word}>
        {word}
      </span>
    ))}
  </span>
)

const seconds = (count: number): string => duration(count * 1_000)
