import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Device__Output } from '../../../../proto/gen/sotto/v1/Device.ts'
import { splitAddress } from '../../app/address-link.tsx'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FieldProblem } from '../../design/field-problem.tsx'
import { JsonField } from '../../forms/json-field.tsx'
import { firstValue, readSchema } from '../../forms/schema.ts'
import { SchemaFields } from '../../forms/schema-fields.tsx'
import { call, useCall } from '../../wire/call.ts'
import { newKey } from '../../wire/idempotency.ts'
import type { JsonObject } from '../../wire/methods.ts'
import type { Problem } from '../../wire/problem.ts'

const HOURS = [1, 24, 168, 720] as const
const HOUR_WORDS: Record<number, string> = { 1: 'an hour', 24: 'a day', 168: 'a week', 720: '30 days' }

/** One action for one device; its parameters are asked for as its schema says. */
export function SendDialog({ device, onClose }: { device: Device__Output; onClose: () => void }) {
  const navigate = useNavigate()
  const declared = useCall('FleetService/ListActions', {})
  const actions = declared.data?.actions ?? []
  const names = actions.length > 0 ? actions.map(({ name }) => name) : device.actions
  const [action, setAction] = useState('')
  const [params, setParams] = useState<JsonObject>({})
  const [hours, setHours] = useState<number>(24)
  const [supersede, setSupersede] = useState(false)
  const [tag, setTag] = useState('')
  const [idempotencyKey] = useState(newKey)
  const about = actions.find(({ name }) => name === action)
  const schema = readSchema(about?.schema ?? '')

  const send = useMutation<{ messageIds: string[] }, Problem>({
    mutationFn: () =>
      call('CommandService/Submit', {
        ...{ action, devices: [device.deviceId], params, supersede, idempotencyKey },
        clocks: { deliverBySeconds: hours * 3_600 },
        ...(tag.trim() !== '' && { tags: [tag.trim()] }),
      }),
    onSuccess: ({ messageIds }) => {
      say(`${action} is on its way to ${device.deviceId}.`)
      void navigate(splitAddress(`/messages/${messageIds[0]}`))
    },
    meta: { quiet: true },
  })

  const choose = (name: string) => {
    setAction(name)
    const chosen = readSchema(actions.find((one) => one.name === name)?.schema ?? '')
    setParams(chosen ? firstValue(chosen) : {})
  }
  return (
    <Dialog title={`Send an action to ${device.deviceId}`} width="wide" onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        <div className="dialog-body">
          <div className="field">
            <label htmlFor="send-action">Action</label>
            {names.length > 0 ? (
              <select
                id="send-action"
                className="input"
                required
                value={action}
                onChange={({ target }) => choose(target.value)}
              >
                <option value="">Choose…</option>
                {names.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            ) : (
              <input
                id="send-action"
                className="input"
                required
                spellCheck={false}
                value={action}
                onChange={({ target }) => choose(target.value)}
              />
            )}
            {about?.description && <span className="hint">{about.description}</span>}
          </div>
          {schema ? (
            <SchemaFields schema={schema} value={params} onChange={setParams} />
          ) : (
            action !== '' && (
              <JsonField
                key={action}
                label="Parameters, as a JSON object"
                hint={
                  about?.schema ? 'The gateway checks them against the schema of the action.' : 'Nothing is fine too.'
                }
                value={undefined}
                onChange={(value) => setParams((value ?? {}) as JsonObject)}
              />
            )
          )}
          <details className="send-more">
            <summary>More</summary>
            <div className="send-form">
              <div className="field">
                <label htmlFor="send-hours">The device must have it within</label>
                <select
                  id="send-hours"
                  className="input"
                  value={hours}
                  onChange={({ target }) => setHours(Number(target.value))}
                >
                  {HOURS.map((count) => (
                    <option key={count} value={count}>
                      {HOUR_WORDS[count]}
                    </option>
                  ))}
                </select>
              </div>
              <div className="field">
                <label htmlFor="send-tag">Tag</label>
                <input
                  id="send-tag"
                  className="input"
                  maxLength={64}
                  value={tag}
                  onChange={({ target }) => setTag(target.value)}
                />
              </div>
              <label className="check">
                <input type="checkbox" checked={supersede} onChange={({ target }) => setSupersede(target.checked)} />
                Takes the place of the same action that still waits
              </label>
            </div>
          </details>
          <FieldProblem problem={send.error} />
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" kind="primary" busy={send.isPending} disabled={action === ''}>
            Send
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
