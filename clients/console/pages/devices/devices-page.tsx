import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Smartphone } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ErrorView } from '../../app/error-view.tsx'
import { Page } from '../../app/page.tsx'
import { Button } from '../../design/button.tsx'
import { Empty } from '../../design/empty.tsx'
import { whole } from '../../design/figures.ts'
import { List } from '../../design/list.tsx'
import { useWho } from '../../wire/session.ts'
import { DEVICE_COLUMNS } from './device-columns.tsx'
import { DeviceFilter } from './device-filter.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { useFoundDevices } from './found-devices.ts'
import { DEVICES_WATCHED_MAX, type Sight } from './watched-pages.ts'

/** Every device of the tenant, in the order of the identifiers; the filters live in the address, the rows by the stream. */
export function DevicesPage() {
  const { may } = useWho()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const { prefix = '', online = '', label = '' } = search
  const [isEnrolling, setEnrolling] = useState(false)
  const words = useMemo(() => ({ prefix, online: online === 'yes', labels: labelsOf(label) }), [prefix, online, label])
  const [sight, setSight] = useState<Sight>({ first: 0, last: 0 })
  const { query, devices, isLive } = useFoundDevices(words, sight)
  const change = (words: Record<string, string>) =>
    void navigate({ to: '/devices', search: { ...search, ...words }, replace: true })
  const isFiltered = prefix !== '' || online !== '' || label !== ''
  return (
    <Page
      title="Devices"
      flush
      actions={
        may('devices:write') && (
          <Button kind="primary" icon={<Plus size={15} />} onClick={() => setEnrolling(true)}>
            Enrol a device
          </Button>
        )
      }
    >
      <DeviceFilter prefix={prefix} online={online === 'yes'} label={label} onChange={change}>
        {!isLive && (
          <span className="muted" role="status">
            Few devices fit this filter: live is what fits among {whole(DEVICES_WATCHED_MAX)} devices from the first row
            in sight on. Scroll for others, or begin the identifier.
          </span>
        )}
      </DeviceFilter>
      {query.isError && devices.length === 0 ? (
        <ErrorView error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <List
          label="Devices"
          rows={devices}
          columns={DEVICE_COLUMNS}
          rowKey={({ deviceId }) => deviceId}
          to={({ deviceId }) => `/devices/${deviceId}`}
          onSight={setSight}
          onEnd={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
          foot={
            query.isPending || query.isFetchingNextPage ? (
              <span role="status">Looking…</span>
            ) : devices.length > 0 ? (
              <span className="number">{query.hasNextPage ? '' : `${whole(devices.length)} found; that is all.`}</span>
            ) : (
              <Empty
                icon={<Smartphone size={20} />}
                title={isFiltered ? 'No device matches' : 'No devices yet'}
                text={
                  isFiltered
                    ? 'Shorten the beginning of the identifier, or remove a filter.'
                    : 'Enrol the first: you get a token that a device spends once.'
                }
              />
            )
          }
        />
      )}
      {isEnrolling && <EnrolDialog onClose={() => setEnrolling(false)} />}
    </Page>
  )
}

/** `site=berlin,role=kiosk`; what has no `=` is not ready yet. */
function labelsOf(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  return Object.fromEntries(pairs.filter(([key, value]) => key && value)) as Record<string, string>
}
