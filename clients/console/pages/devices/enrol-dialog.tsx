import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FieldProblem } from '../../design/field-problem.tsx'
import { Secret } from '../../design/secret.tsx'
import { Age } from '../../design/time.tsx'
import { call } from '../../wire/call.ts'
import type { Problem } from '../../wire/problem.ts'

const HOURS = [1, 24, 168] as const

/** [A4] Makes a token that one device spends once; it is shown here and never again. */
export function EnrolDialog({ deviceId: given = '', onClose }: { deviceId?: string; onClose: () => void }) {
  const [deviceId, setDeviceId] = useState(given)
  const [hours, setHours] = useState<number>(1)
  const make = useMutation<{ token: string; expiresAt: number }, Problem>({
    mutationFn: () =>
      call('FleetService/CreateEnrollment', { deviceId: deviceId.trim(), expiresSeconds: hours * 3_600 }),
    // Said beside the field.
    meta: { quiet: true },
  })
  if (make.data) return <TokenDialog {...make.data} onClose={onClose} />
  return (
    <Dialog title="Enrol a device" onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <div className="dialog-body">
          <div className="field">
            <label htmlFor="enrol-device">Identifier</label>
            <input
              id="enrol-device"
              className="input"
              placeholder="the device chooses"
              spellCheck={false}
              autoFocus
              value={deviceId}
              onChange={({ target }) => setDeviceId(target.value)}
            />
            <span className="hint">
              With one, the token works for that device alone. Enrolling a known one again starts its next epoch.
            </span>
            <FieldProblem problem={make.error} />
          </div>
          <div className="field">
            <label htmlFor="enrol-hours">The token works for</label>
            <select
              id="enrol-hours"
              className="input"
              value={hours}
              onChange={({ target }) => setHours(Number(target.value))}
            >
              {HOURS.map((count) => (
                <option key={count} value={count}>
                  {count === 1 ? 'an hour' : count === 24 ? 'a day' : 'a week'}
                </option>
              ))}
            </select>
          </div>
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            Make a token
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

function TokenDialog({ token, expiresAt, onClose }: { token: string; expiresAt: number; onClose: () => void }) {
  const config = `server: ${location.origin}\ntoken: ${token}\nfolder: /var/lib/sotto-agent\n`
  return (
    <Dialog
      title="The token"
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="dialog-body">
        <p>
          Copy it now: only its hash is kept. It can be spent once, and ends <Age at={expiresAt} />.
        </p>
        <Secret text={token} what="the token" />
        <p className="muted">
          For the agent of <code>sotto agent --config agent.yaml</code>:
        </p>
        <Secret text={config} what="the agent's configuration" />
      </div>
    </Dialog>
  )
}
