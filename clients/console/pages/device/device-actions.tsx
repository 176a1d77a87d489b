import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, KeyRound, Send, ShieldOff, Unplug } from 'lucide-react'
import { useState } from 'react'
import type { Device__Output } from '../../../../proto/gen/sotto/v1/Device.ts'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Popover } from '../../design/popover.tsx'
import { call } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { EnrolDialog } from '../devices/enrol-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'

type Open = 'nothing' | 'send' | 'enrol' | 'revoke'

/** What this key may do to the device. */
export function DeviceActions({ device }: { device: Device__Output }) {
  const { may } = useWho()
  const client = useQueryClient()
  const [open, setOpen] = useState<Open>('nothing')
  const close = () => setOpen('nothing')
  const { deviceId, online, revoked } = device
  const closeChannel = useMutation({
    mutationFn: () => call('OperateService/CloseChannel', { deviceId }),
    onSuccess: ({ closed }) => {
      say(closed ? 'The channel is closed; the device comes back by itself.' : 'It had no channel.')
      void client.invalidateQueries({ queryKey: ['FleetService/GetDevice', { deviceId }] })
    },
  })
  return (
    <>
      {may('commands:write') && !revoked && (
        <Button kind="primary" icon={<Send size={14} />} onClick={() => setOpen('send')}>
          Send an action
        </Button>
      )}
      {may('devices:write') && (
        <Popover label="More" icon={<Ellipsis size={16} />} align="end">
          {(closeMenu) => {
            const item = (act: () => void) => () => {
              closeMenu()
              act()
            }
            return (
              <>
                {online && (
                  <button type="button" className="menu-item" onClick={item(() => closeChannel.mutate())}>
                    <Unplug size={15} /> Close its channel
                  </button>
                )}
                <button type="button" className="menu-item" onClick={item(() => setOpen('enrol'))}>
                  <KeyRound size={15} /> Enrol again…
                </button>
                {!revoked && (
                  <button type="button" className="menu-item" onClick={item(() => setOpen('revoke'))}>
                    <ShieldOff size={15} /> Revoke…
                  </button>
                )}
              </>
            )
          }}
        </Popover>
      )}
      {open === 'send' && <SendDialog device={device} onClose={close} />}
      {open === 'enrol' && <EnrolDialog deviceId={deviceId} onClose={close} />}
      {open === 'revoke' && <RevokeDialog device={device} onClose={close} />}
    </>
  )
}
