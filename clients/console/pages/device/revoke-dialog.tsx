import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Device__Output } from '../../../../proto/gen/sotto/v1/Device.ts'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { plural } from '../../design/figures.ts'
import { call } from '../../wire/call.ts'

/** [S5] Takes a written identifier: what it removes does not come back. */
export function RevokeDialog({ device, onClose }: { device: Device__Output; onClose: () => void }) {
  const { deviceId, openMessages } = device
  const client = useQueryClient()
  const [written, setWritten] = useState('')
  const revoke = useMutation({
    mutationFn: () => call('FleetService/RevokeDevice', { deviceId }),
    onSuccess: ({ removed }) => {
      say(`${deviceId} is revoked; ${plural(removed, 'message')} removed.`)
      void client.invalidateQueries()
    },
    onSettled: onClose,
  })
  return (
    <Dialog
      title={`Revoke ${deviceId}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="danger" disabled={written !== deviceId} busy={revoke.isPending} onClick={() => revoke.mutate()}>
            Revoke
          </Button>
        </>
      }
    >
      <div className="dialog-body">
        <p>
          Its credential ends, its channel closes, and {plural(openMessages, 'open message')} will be removed. To come
          back it must be enrolled again.
        </p>
        <div className="field">
          <label htmlFor="revoke-device">Write {deviceId} to go on</label>
          <input
            id="revoke-device"
            className="input"
            autoComplete="off"
            spellCheck={false}
            value={written}
            onChange={({ target }) => setWritten(target.value)}
          />
        </div>
      </div>
    </Dialog>
  )
}
