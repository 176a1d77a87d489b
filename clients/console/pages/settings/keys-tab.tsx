import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Key__Output } from '../../../../proto/gen/sotto/v1/Key.ts'
import { ErrorView } from '../../app/error-view.tsx'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Card } from '../../design/card.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { plural } from '../../design/figures.ts'
import { Age, useNow } from '../../design/time.tsx'
import { WideTable } from '../../design/wide-table.tsx'
import { call, useCall } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { CreateKeyDialog } from './create-key-dialog.tsx'

/** [A4] The keys of the tenant, newest first; secrets are nowhere. */
export function KeysTab() {
  const { keyId: own } = useWho()
  const list = useCall('AccessService/ListKeys', {})
  const [open, setOpen] = useState<'nothing' | 'create' | Key__Output>('nothing')
  const close = () => setOpen('nothing')
  const keys = [...(list.data?.keys ?? [])].sort((a, b) => b.createdAt - a.createdAt)
  if (list.isError && !list.data) return <ErrorView error={list.error} onRetry={() => void list.refetch()} />
  return (
    <Card
      title="Keys"
      note={plural(keys.length, 'key')}
      actions={
        <Button kind="primary" icon={<Plus size={15} />} onClick={() => setOpen('create')}>
          Make a key
        </Button>
      }
      flush
    >
      <WideTable label="Keys">
        <table className="small words">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Application</th>
              <th scope="col">State</th>
              <th scope="col">Scopes</th>
              <th scope="col">Made</th>
              <th scope="col">Ends</th>
              <th scope="col">
                <span className="unseen">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.keyId}>
                <th scope="row" className="mono">
                  {key.keyId}
                </th>
                <td>{key.application}</td>
                <td>
                  <KeyState apiKey={key} />
                </td>
                <td className="wrapping">{key.scopes.join(', ')}</td>
                <td>
                  <Age at={key.createdAt} />
                </td>
                <td>
                  <Age at={key.expiresAt} ifNever="never" />
                </td>
                <td>
                  {!key.revoked && key.keyId !== own && (
                    <Button kind="quiet" onClick={() => setOpen(key)}>
                      Revoke
                    </Button>
                  )}
                  {key.keyId === own && <span className="muted">this login</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {open === 'create' && <CreateKeyDialog onClose={close} />}
      {typeof open === 'object' && <RevokeKeyDialog apiKey={open} onClose={close} />}
    </Card>
  )
}

function KeyState({ apiKey: { revoked, expiresAt } }: { apiKey: Key__Output }) {
  const now = useNow()
  const [word, hue] = revoked
    ? ['✕ revoked', 'red']
    : expiresAt > 0 && expiresAt <= now
      ? ['○ expired', 'grey']
      : ['● works', 'green']
  return (
    <span className="status" data-hue={hue}>
      {word}
    </span>
  )
}

function RevokeKeyDialog({ apiKey: { keyId, application }, onClose }: { apiKey: Key__Output; onClose: () => void }) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call('AccessService/RevokeKey', { keyId }),
    onSuccess: () => {
      say(`The key ${keyId} is revoked; within 5 s it works nowhere.`)
      void client.invalidateQueries({ queryKey: ['AccessService/ListKeys'] })
    },
    onSettled: onClose,
  })
  return (
    <Dialog
      title={`Revoke ${keyId}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            Revoke
          </Button>
        </>
      }
    >
      <p className="dialog-body">
        Programs of {application} that use it are refused within 5 s, its logins here too. It can not be taken back.
      </p>
    </Dialog>
  )
}
