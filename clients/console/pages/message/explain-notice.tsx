import { CircleCheck, CircleHelp, Hourglass } from 'lucide-react'
import type { ExplainResponse__Output } from '../../../../proto/gen/sotto/v1/ExplainResponse.ts'
import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { AddressLink } from '../../app/address-link.tsx'
import { lookOf } from '../../design/status.ts'
import { Age, fullTime } from '../../design/time.tsx'
import { splitTimes } from './sentence-times.ts'

/** [M13] Why it is as it is, in a sentence, and what would change that. */
export function ExplainNotice({ explain, message }: { explain: ExplainResponse__Output; message: Message__Output }) {
  const { sentence, cause, nextAt, deliverByAt, heldBy } = explain
  const { hue, final } = lookOf(message.status)
  const Icon = !final ? Hourglass : message.status === 'STATUS_SUCCEEDED' ? CircleCheck : CircleHelp
  return (
    <section className="notice explain" data-hue={hue} aria-label="Why" aria-live="polite">
      <Icon size={17} aria-hidden="true" />
      <p>
        <Sentence text={sentence} />
      </p>
      <span className="tag mono">{cause}</span>
      {heldBy && <AddressLink to={`/messages/${heldBy}`}>The message that holds the key</AddressLink>}
      {!final && nextAt > 0 && (
        <span className="muted">
          next <Age at={nextAt} />
        </span>
      )}
      {!final && deliverByAt > 0 && (
        <span className="muted">
          expires <Age at={deliverByAt} />
        </span>
      )}
    </section>
  )
}

/** The server's times as the reader's clock shows them, and how far away they are. */
function Sentence({ text }: { text: string }) {
  return splitTimes(text).map((part) =>
    typeof part === 'string' ? (
      part
    ) : (
      <span key={part.from}>
        {fullTime(part.at)} (<Age at={part.at} />)
      </span>
    ),
  )
}
