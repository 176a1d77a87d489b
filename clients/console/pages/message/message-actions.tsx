import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ban, Repeat2 } from 'lucide-react'
import { useState } from 'react'
import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { splitAddress } from '../../app/address-link.tsx'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { lookOf } from '../../design/status.ts'
import { call } from '../../wire/call.ts'
import { newKey } from '../../wire/idempotency.ts'
import { useWho } from '../../wire/session.ts'

/** What can be done now: an open message can be canceled, a final one sent again. */
export function MessageActions({ message }: { message: Message__Output }) {
  const { may } = useWho()
  const [isAsking, setAsking] = useState(false)
  const { final } = lookOf(message.status)
  if (!may('commands:write')) return null
  if (!final && message.status === 'STATUS_CANCELING') return null
  return (
    <>
      <Button icon={final ? <Repeat2 size={15} /> : <Ban size={15} />} onClick={() => setAsking(true)}>
        {final ? 'Send again' : 'Cancel'}
      </Button>
      {isAsking && final && <SendAgainDialog message={message} onClose={() => setAsking(false)} />}
      {isAsking && !final && <CancelDialog message={message} onClose={() => setAsking(false)} />}
    </>
  )
}

type Asked = { message: Message__Output; onClose: () => void }

function SendAgainDialog({ message, onClose }: Asked) {
  const navigate = useNavigate()
  const [idempotencyKey] = useState(newKey)
  const send = useMutation({
    mutationFn: () => call('OperateService/SendAgain', { messageId: message.messageId, idempotencyKey }),
    onSuccess: ({ messageId }) => {
      say('Sent again: this is the new message.')
      void navigate(splitAddress(`/messages/${messageId}`))
    },
    onSettled: onClose,
  })
  return (
    <Dialog
      title="Send again"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="primary" busy={send.isPending} onClick={() => send.mutate()}>
            Send again
          </Button>
        </>
      }
    >
      <div className="dialog-body">
        <p>
          A new message for <strong>{message.deviceId}</strong>, with the same action and content. Your key is its
          actor. This one stays as it is.
        </p>
      </div>
    </Dialog>
  )
}

function CancelDialog({ message, onClose }: Asked) {
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => call('CommandService/Cancel', { messageId: message.messageId }),
    onSuccess: ({ canceled, asked }) => {
      say(canceled > 0 ? 'Canceled.' : asked > 0 ? 'The device is asked; its answer decides.' : 'It had ended already.')
      void client.invalidateQueries({ queryKey: ['SearchService/GetTimeline'] })
    },
    onSettled: onClose,
  })
  const waits = message.status === 'STATUS_QUEUED' || message.status === 'STATUS_DEFERRED'
  return (
    <Dialog
      title="Cancel the message"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel it
          </Button>
        </>
      }
    >
      <div className="dialog-body">
        <p>
          {waits
            ? 'It waits, so it ends at once, for good.'
            : 'The device may have it already: it is asked to stop, and its answer decides.'}
        </p>
      </div>
    </Dialog>
  )
}
