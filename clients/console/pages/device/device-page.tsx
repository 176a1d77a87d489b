import './device.css'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ErrorView } from '../../app/error-view.tsx'
import { usePageWatch } from '../../app/live.tsx'
import { Page } from '../../app/page.tsx'
import { useCall } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { Presence } from '../devices/presence.tsx'
import { useFoundMessages } from '../messages/found-messages.ts'
import { DeviceActions } from './device-actions.tsx'
import { DeviceFacts } from './device-facts.tsx'
import { HistoryCard } from './history-card.tsx'
import { QueueCard } from './queue-card.tsx'
import { SendersCard } from './senders-card.tsx'

const UP = { to: '/devices', title: 'Devices' }
/** Whether it is there is seen so soon. */
const BEAT_MS = 1_000

/** One device: whether it is there, what goes to it and in which order, what went, and who sent it. */
export function DevicePage() {
  const { deviceId = '' } = useParams({ strict: false }) as { deviceId?: string }
  const client = useQueryClient()
  const { may } = useWho()
  const found = useCall('FleetService/GetDevice', { deviceId })
  const mayRead = may('commands:read')
  const queue = useCall('SearchService/GetDeviceQueue', { deviceId }, { enabled: mayRead })
  const filter = useMemo(() => ({ deviceId }), [deviceId])
  const history = useFoundMessages(filter, mayRead)
  const hasEvents = mayRead && may('hooks:read')
  usePageWatch(
    {
      topics: hasEvents ? ['TOPIC_DEVICES', 'TOPIC_EVENTS'] : ['TOPIC_DEVICES'],
      // No identifier that begins so comes before itself.
      intervalMs: BEAT_MS,
      devices: { prefix: deviceId, pageSize: 1 },
      ...(hasEvents && { filter: { devices: [deviceId] }, skipWhenBehind: true }),
    },
    (frame, mayHaveMissed) => {
      const [device] = frame.devices?.devices ?? []
      if (device?.deviceId === deviceId) client.setQueryData(['FleetService/GetDevice', { deviceId }], { device })
      const events = frame.events?.events ?? []
      if (events.length === 0 && !(hasEvents && mayHaveMissed)) return
      history.apply(events)
      // One look-up at a time, however many events come.
      void client.invalidateQueries(
        { queryKey: ['SearchService/GetDeviceQueue', { deviceId }] },
        { cancelRefetch: false },
      )
      if (mayHaveMissed || events.some(({ kind }) => kind === 'EVENT_KIND_QUEUED'))
        void history.query.refetch({ cancelRefetch: false })
    },
  )
  const device = found.data?.device
  if (!device)
    return (
      <Page title={deviceId} up={UP}>
        {found.isError ? (
          <ErrorView error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <div className="skeleton" data-part="rates" aria-busy="true" />
        )}
      </Page>
    )
  return (
    <Page
      title={deviceId}
      up={UP}
      heading={
        <span className="heading">
          <span className="cut">{deviceId}</span>
          <span className="device-presence">
            <Presence online={device.online} revoked={device.revoked} />
          </span>
        </span>
      }
      actions={<DeviceActions device={device} />}
    >
      <div className="columns">
        <div>
          {mayRead && <QueueCard queue={queue.data} problem={queue.error} device={device} />}
          {mayRead && <HistoryCard history={history} />}
        </div>
        <div>
          <DeviceFacts device={device} />
          {mayRead && <SendersCard messages={history.messages} />}
        </div>
      </div>
    </Page>
  )
}
