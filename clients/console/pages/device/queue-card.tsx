import type { Device__Output } from '../../../../proto/gen/sotto/v1/Device.ts'
import type { FoundMessage__Output } from '../../../../proto/gen/sotto/v1/FoundMessage.ts'
import type { GetDeviceQueueResponse__Output } from '../../../../proto/gen/sotto/v1/GetDeviceQueueResponse.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { ErrorView } from '../../app/error-view.tsx'
import { Card } from '../../design/card.tsx'
import { plural, whole } from '../../design/figures.ts'
import { StatusMark } from '../../design/status-mark.tsx'
import { Age } from '../../design/time.tsx'

/** Rows before the rest is a number; a search shows all. */
const SHOWN_MAX = 12

/** What the device has in hand, and what waits for it in the order in which it will go. */
export function QueueCard(props: {
  queue: GetDeviceQueueResponse__Output | undefined
  problem: unknown
  device: Device__Output
}) {
  const { queue, problem, device } = props
  if (problem && !queue)
    return (
      <Card title="Ahead">
        <ErrorView error={problem} />
      </Card>
    )
  const underWay = queue?.underWay ?? []
  const waiting = queue?.waiting ?? []
  const rest = (queue?.open ?? 0) - Math.min(underWay.length, SHOWN_MAX) - Math.min(waiting.length, SHOWN_MAX)
  return (
    <Card title="Ahead" note={queue && plural(queue.open, 'open message')} flush>
      <ol className="ahead">
        {underWay.slice(0, SHOWN_MAX).map((message) => (
          <AheadRow key={message.messageId} message={message} place="in hand" />
        ))}
        {waiting.slice(0, SHOWN_MAX).map((message, i) => (
          <AheadRow key={message.messageId} message={message} place={`${whole(i + 1)}.`} />
        ))}
        {queue?.open === 0 && <li className="ahead-none muted">Nothing waits for this device.</li>}
        {rest > 0 && (
          <li className="ahead-none">
            <AddressLink to={`/messages?deviceId=${device.deviceId}&statuses=queued`}>
              {plural(rest, 'more')}
            </AddressLink>
          </li>
        )}
      </ol>
    </Card>
  )
}

function AheadRow({ message, place }: { message: FoundMessage__Output; place: string }) {
  const { messageId, status, action, actor, acceptedAt, concurrencyKey, dueAt, progressPercent } = message
  return (
    <li className="ahead-row">
      <span className="muted number">{place}</span>
      <StatusMark status={status} />
      <AddressLink to={`/messages/${messageId}`} className="cut">
        {action}
        {concurrencyKey && <span className="tag label">{concurrencyKey}</span>}
      </AddressLink>
      {status === 'STATUS_RUNNING' ? (
        <span className="meter" role="progressbar" aria-label="Progress" aria-valuenow={progressPercent}>
          <span style={{ width: `${progressPercent}%` }} />
        </span>
      ) : (
        <span className="muted">{dueAt > 0 && <Age at={dueAt} />}</span>
      )}
      <span className="muted cut">{actor}</span>
      <Age at={acceptedAt} />
    </li>
  )
}
