import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { HookEvent__Output } from '../../../../proto/gen/sotto/v1/HookEvent.ts'
import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { Card } from '../../design/card.tsx'
import { CopyButton } from '../../design/copy.tsx'
import { bytes } from '../../design/figures.ts'
import { JsonBlock } from '../../design/json-block.tsx'

/** [H8] What the device gets, and whether what it says it has is that. */
export function ContentCard({ message, events }: { message: Message__Output; events: readonly HookEvent__Output[] }) {
  const { content, contentSha256 } = message
  const receipt = events.findLast(({ kind }) => kind === 'EVENT_KIND_RECEIVED')
  return (
    <Card
      title="Content"
      note={<span className="number">{bytes(new TextEncoder().encode(content).length)}</span>}
      actions={
        <span className="copyable">
          <CopyButton text={content} label="Copy the content" />
        </span>
      }
    >
      <JsonBlock label="Content" text={content} />
      <p className="below muted">
        {receipt &&
          (receipt.contentVerified ? (
            <span className="status" data-hue="green">
              <ShieldCheck size={14} aria-hidden="true" /> the device has just this
            </span>
          ) : (
            <span className="status" data-hue="red">
              <ShieldAlert size={14} aria-hidden="true" /> the device reports another content
            </span>
          ))}
        <span className="mono cut" title={contentSha256}>
          sha256 {contentSha256.slice(0, 16)}…
        </span>
      </p>
    </Card>
  )
}
