import { useMutation } from '@tanstack/react-query'
import { History, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { HookStream__Output } from '../../../../proto/gen/sotto/v1/HookStream.ts'
import type { Subscription__Output } from '../../../../proto/gen/sotto/v1/Subscription.ts'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Card } from '../../design/card.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Empty } from '../../design/empty.tsx'
import { plural, whole } from '../../design/figures.ts'
import { Age } from '../../design/time.tsx'
import { WideTable } from '../../design/wide-table.tsx'
import { call } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { SeekDialog } from './seek-dialog.tsx'

/** [H6] Named subscriptions: how far each is, and who reads it. Undefined: not known yet. */
export function SubscriptionsCard(props: {
  subscriptions: readonly Subscription__Output[] | undefined
  streams: readonly HookStream__Output[]
}) {
  const { subscriptions, streams } = props
  const { application, role } = useWho()
  const [open, setOpen] = useState<{ is: 'seek' | 'delete'; one: Subscription__Output } | undefined>(undefined)
  const mine = (one: Subscription__Output) => role !== 'viewer' && one.application === application
  return (
    <Card title="Subscriptions" note={subscriptions && whole(subscriptions.length)} flush>
      {subscriptions?.length === 0 ? (
        <Empty
          title="No named subscription"
          text="An application that opens a stream with a name appears here, with how far it is."
        />
      ) : (
        <WideTable label="Subscriptions">
          <table className="small words">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Application</th>
                <th scope="col">Members</th>
                <th scope="col">State</th>
                <th scope="col">Lag</th>
                <th scope="col">Acknowledged</th>
                <th scope="col">
                  <span className="unseen">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {(subscriptions ?? []).map((one) => (
                <tr key={`${one.application} ${one.name}`}>
                  <th scope="row">{one.name}</th>
                  <td>{one.application}</td>
                  <td>{one.members.length > 0 ? one.members.join(', ') : <span className="faint">nobody</span>}</td>
                  <td>
                    <State one={one} streams={streams} />
                  </td>
                  <td className="number">{plural(one.lagEvents, 'event')}</td>
                  <td>
                    <Age at={one.ackedAt} ifNever="never" />
                  </td>
                  <td>
                    {mine(one) && (
                      <span className="row-actions">
                        <Button
                          kind="quiet"
                          label={`Move the cursor of ${one.name}`}
                          icon={<History size={15} />}
                          onClick={() => setOpen({ is: 'seek', one })}
                        />
                        <Button
                          kind="quiet"
                          label={`Delete ${one.name}`}
                          icon={<Trash2 size={15} />}
                          onClick={() => setOpen({ is: 'delete', one })}
                        />
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {open?.is === 'seek' && <SeekDialog subscription={open.one} onClose={() => setOpen(undefined)} />}
      {open?.is === 'delete' && <DeleteDialog subscription={open.one} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

function State({ one, streams }: { one: Subscription__Output; streams: readonly HookStream__Output[] }) {
  const own = streams.filter(
    ({ subscription, application }) => subscription === one.name && application === one.application,
  )
  const [word, hue] = own.some(({ parked }) => parked)
    ? ['‖ parked', 'amber']
    : one.members.length > 0
      ? ['▸ reading', 'green']
      : ['○ idle', 'grey']
  return (
    <span className="status" data-hue={hue}>
      {word}
    </span>
  )
}

function DeleteDialog({
  subscription: { name },
  onClose,
}: {
  subscription: Subscription__Output
  onClose: () => void
}) {
  const remove = useMutation({
    mutationFn: () => call('HookService/DeleteSubscription', { subscription: name }),
    onSuccess: () => say(`The subscription ${name} is gone.`),
    onSettled: onClose,
  })
  return (
    <Dialog
      title={`Delete ${name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </>
      }
    >
      <p className="dialog-body">Its cursor is forgotten, and its streams end. Who opens it again begins anew.</p>
    </Dialog>
  )
}
