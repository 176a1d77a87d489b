import type { Device__Output } from '../../../../proto/gen/sotto/v1/Device.ts'
import { Card, Facts } from '../../design/card.tsx'
import { Copyable } from '../../design/copy.tsx'
import { whole } from '../../design/figures.ts'
import { Age } from '../../design/time.tsx'
import { channelName } from '../devices/device-columns.tsx'

export function DeviceFacts({ device }: { device: Device__Output }) {
  const labels = Object.entries(device.labels)
  return (
    <Card title="About">
      <Facts
        rows={[
          ['Last seen', <Age key="seen" at={device.lastSeenAt} ifNever="never" />],
          ['Enrolled', <Age key="enrolled" at={device.enrolledAt} />],
          ['Epoch', device.epoch],
          ['Channel', channelName(device.channel)],
          ['Node', device.node && <code>{device.node}</code>],
          ['Agent', device.agent],
          ['Session', device.sessionId && <Copyable text={device.sessionId} what="the session's identifier" />],
          ['Open messages', whole(device.openMessages)],
          ['Labels', labels.length > 0 && <Words words={labels.map(([key, value]) => `${key}=${value}`)} />],
          ['Can do', device.actions.length > 0 && <Words words={device.actions} />],
        ]}
      />
    </Card>
  )
}

const Words = ({ words }: { words: readonly string[] }) => (
  <span className="tags">
    {words.map((word) => (
      <span className="tag" key={word}>
        {word}
      </span>
    ))}
  </span>
)
