import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Action__Output } from '../../../../proto/gen/sotto/v1/Action.ts'
import { ErrorView } from '../../app/error-view.tsx'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Card } from '../../design/card.tsx'
import { Empty } from '../../design/empty.tsx'
import { JsonBlock } from '../../design/json-block.tsx'
import { call, useCall } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { ActionDialog } from './action-dialog.tsx'

/** What devices of the tenant can be asked, with the schema that parameters are held against. */
export function ActionsTab() {
  const { may } = useWho()
  const list = useCall('FleetService/ListActions', {})
  const [open, setOpen] = useState<'nothing' | 'new' | Action__Output>('nothing')
  if (list.isError && !list.data) return <ErrorView error={list.error} onRetry={() => void list.refetch()} />
  const actions = list.data?.actions ?? []
  return (
    <Card
      title="Actions"
      actions={
        may('devices:write') && (
          <Button icon={<Plus size={15} />} onClick={() => setOpen('new')}>
            Declare an action
          </Button>
        )
      }
      flush
    >
      {actions.length === 0 && (
        <Empty
          title="None is declared"
          text="So any action may be sent, with any parameters. Once one is declared, others are refused, and forms are made of the schemas."
        />
      )}
      <ul className="actions">
        {actions.map((action) => (
          <li key={action.name}>
            <div className="action-head">
              <strong className="mono">{action.name}</strong>
              <span className="muted">{action.description}</span>
              <span className="grow" />
              {may('devices:write') && (
                <>
                  <Button kind="quiet" onClick={() => setOpen(action)}>
                    Change
                  </Button>
                  <DeleteAction name={action.name} />
                </>
              )}
            </div>
            {action.schema && <JsonBlock label={`Schema of ${action.name}`} text={action.schema} />}
          </li>
        ))}
      </ul>
      {open !== 'nothing' && (
        <ActionDialog {...(open !== 'new' && { action: open })} onClose={() => setOpen('nothing')} />
      )}
    </Card>
  )
}

function DeleteAction({ name }: { name: string }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call('FleetService/DeleteAction', { name }),
    onSuccess: () => {
      say(`${name} is declared no more; what was sent goes on.`)
      void client.invalidateQueries({ queryKey: ['FleetService/ListActions'] })
    },
  })
  return (
    <Button kind="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
      Delete
    </Button>
  )
}
