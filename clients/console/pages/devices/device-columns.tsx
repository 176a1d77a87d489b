import type { Device__Output } from '../../../../proto/gen/sotto/v1/Device.ts'
import { whole } from '../../design/figures.ts'
import type { Column } from '../../design/list.tsx'
import { Age } from '../../design/time.tsx'
import { Presence } from './presence.tsx'

const CHANNELS: Record<string, string> = { socketio: 'Socket.IO', grpc: 'gRPC' }
export const channelName = (channel: string): string => CHANNELS[channel] ?? channel

export const DEVICE_COLUMNS: readonly Column<Device__Output>[] = [
  { title: 'Device', width: 'minmax(140px, 1.4fr)', phone: 'minmax(0, 1.4fr)', cell: ({ deviceId }) => deviceId },
  {
    title: 'Presence',
    width: '104px',
    phone: '96px',
    cell: ({ online, revoked }) => <Presence online={online} revoked={revoked} />,
  },
  {
    title: 'Last seen',
    width: '96px',
    phone: '76px',
    end: true,
    cell: ({ lastSeenAt }) => <Age at={lastSeenAt} ifNever="never" />,
  },
  {
    title: 'Open',
    width: '52px',
    end: true,
    cell: ({ openMessages }) => (openMessages > 0 ? whole(openMessages) : '–'),
  },
  { title: 'Channel', width: '84px', cell: ({ channel }) => <span className="muted">{channelName(channel)}</span> },
  { title: 'Agent', width: 'minmax(0, 0.9fr)', cell: ({ agent }) => <span className="muted">{agent}</span> },
  {
    title: 'Labels',
    width: 'minmax(0, 1.3fr)',
    cell: ({ labels }) =>
      Object.entries(labels).map(([key, value]) => (
        <span className="tag label" key={key}>
          {key}={value}
        </span>
      )),
  },
]
