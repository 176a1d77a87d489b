import type { FoundMessage__Output } from '../../../../proto/gen/sotto/v1/FoundMessage.ts'
import { AddressLink } from '../../app/address-link.tsx'
import type { Column } from '../../design/list.tsx'
import { StatusMark } from '../../design/status-mark.tsx'
import { Age } from '../../design/time.tsx'

type Columns = readonly Column<FoundMessage__Output>[]

const STATUS: Columns[number] = {
  title: 'Status',
  width: '142px',
  phone: '112px',
  cell: ({ status, late, progressPercent }) => (
    <>
      <StatusMark status={status} late={late} />
      {status === 'STATUS_RUNNING' && progressPercent > 0 && <span className="muted number"> {progressPercent} %</span>}
    </>
  ),
}
const REST: Columns = [
  {
    title: 'Reason',
    width: 'minmax(0, 1.1fr)',
    cell: ({ reason }) => reason && reason !== 'OK' && <span className="mono muted">{reason}</span>,
  },
  { title: 'Actor', width: 'minmax(60px, 0.7fr)', cell: ({ actor }) => <span className="muted">{actor}</span> },
  { title: 'Attempt', width: '58px', end: true, cell: ({ attempt }) => attempt || '–' },
  { title: 'Accepted', width: '88px', end: true, cell: ({ acceptedAt }) => <Age at={acceptedAt} /> },
  { title: 'Changed', width: '88px', phone: '74px', end: true, cell: ({ updatedAt }) => <Age at={updatedAt} /> },
]

export const MESSAGE_COLUMNS: Columns = [
  STATUS,
  { title: 'Action', width: 'minmax(90px, 0.9fr)', phone: 'minmax(0, 1fr)', cell: ({ action }) => action },
  {
    title: 'Device',
    width: 'minmax(110px, 1.2fr)',
    phone: 'minmax(0, 1.2fr)',
    cell: ({ deviceId }) => <AddressLink to={`/devices/${deviceId}`}>{deviceId}</AddressLink>,
  },
  ...REST,
]

/** On the page of a device it need not be said. */
export const MESSAGE_COLUMNS_OF_DEVICE: Columns = [
  STATUS,
  { title: 'Action', width: 'minmax(90px, 1fr)', phone: 'minmax(0, 1fr)', cell: ({ action }) => action },
  ...REST,
]
