import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Action__Output } from '../../../../proto/gen/sotto/v1/Action.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FieldProblem } from '../../design/field-problem.tsx'
import { JsonField } from '../../forms/json-field.tsx'
import { call } from '../../wire/call.ts'
import type { JsonValue } from '../../wire/methods.ts'
import type { Problem } from '../../wire/problem.ts'

const ROWS = 12
const FIRST_SCHEMA: JsonValue = { type: 'object', properties: {}, required: [], additionalProperties: false }

export function ActionDialog({ action, onClose }: { action?: Action__Output; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState(action?.name ?? '')
  const [description, setDescription] = useState(action?.description ?? '')
  const [schema, setSchema] = useState<JsonValue | undefined>(() => firstSchema(action))
  const put = useMutation<unknown, Problem>({
    mutationFn: () =>
      call('FleetService/PutAction', {
        action: { name: name.trim(), description, schema: schema === undefined ? '' : JSON.stringify(schema) },
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['FleetService/ListActions'] })
      onClose()
    },
    meta: { quiet: true },
  })
  return (
    <Dialog title={action ? `Change ${action.name}` : 'Declare an action'} width="wide" onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          put.mutate()
        }}
      >
        <div className="dialog-body">
          <div className="field">
            <label htmlFor="action-name">Name</label>
            <input
              id="action-name"
              className="input"
              required
              disabled={action !== undefined}
              pattern="[a-z][a-z0-9\-]{0,63}"
              spellCheck={false}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor="action-description">What it does</label>
            <input
              id="action-description"
              className="input"
              value={description}
              onChange={({ target }) => setDescription(target.value)}
            />
          </div>
          <JsonField
            label="JSON Schema of its parameters"
            hint="Empty: anything goes."
            rows={ROWS}
            value={schema}
            onChange={setSchema}
          />
          <FieldProblem problem={put.error} />
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" kind="primary" busy={put.isPending}>
            Save
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

function firstSchema(action: Action__Output | undefined): JsonValue | undefined {
  if (!action) return FIRST_SCHEMA
  return action.schema === '' ? undefined : (JSON.parse(action.schema) as JsonValue)
}
