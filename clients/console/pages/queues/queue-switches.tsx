import { useMutation } from '@tanstack/react-query'
import { Pause, Play, RotateCcw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { WorkQueue__Output } from '../../../../proto/gen/sotto/v1/WorkQueue.ts'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { plural } from '../../design/figures.ts'
import { call } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'

type Switch = 'pause' | 'resume' | 'retry'

/** What operators may change of a queue: never without a word on what it means. */
export function QueueSwitches({ queue: { name, paused, jobs } }: { queue: WorkQueue__Output }) {
  const { may } = useWho()
  const [asked, setAsked] = useState<Switch | undefined>(undefined)
  const failed = Number(jobs.failed ?? 0)
  if (!may('commands:write')) return null
  return (
    <div className="queue-switches">
      {paused ? (
        <Button icon={<Play size={15} />} onClick={() => setAsked('resume')}>
          Resume
        </Button>
      ) : (
        <Button icon={<Pause size={15} />} onClick={() => setAsked('pause')}>
          Pause
        </Button>
      )}
      {failed > 0 && (
        <Button icon={<RotateCcw size={15} />} onClick={() => setAsked('retry')}>
          Retry {plural(failed, 'failed job')}
        </Button>
      )}
      {asked && <SwitchDialog switched={asked} queue={name} onClose={() => setAsked(undefined)} />}
    </div>
  )
}

const TEXTS: Record<Switch, { title: string; verb: string; kind: 'danger' | 'primary'; what: ReactNode }> = {
  pause: {
    title: 'Pause the queue',
    verb: 'Pause',
    kind: 'danger',
    what: (
      <>
        <p>
          <strong>Nothing more goes to devices, of any tenant, until somebody resumes it.</strong> What is submitted is
          stored and waits; what devices have already goes on, and their results come in. Clocks run on, so what waits
          too long expires.
        </p>
        <p>
          Servers prove that they are ready with a message of their own through this queue: a few seconds from now they
          say that they are not, and a load balancer may stop sending them connections.
        </p>
      </>
    ),
  },
  resume: {
    title: 'Resume the queue',
    verb: 'Resume',
    kind: 'primary',
    what: <p>Workers take jobs again, and what has waited goes to its devices now, of all tenants.</p>,
  },
  retry: {
    title: 'Retry failed jobs',
    verb: 'Retry',
    kind: 'primary',
    what: (
      <p>
        Each is put back in the queue. A job only says which partition has something to send, so nothing that a device
        has done is done again. Jobs that are completed stay as they are.
      </p>
    ),
  },
}

function SwitchDialog({ switched, queue, onClose }: { switched: Switch; queue: string; onClose: () => void }) {
  const { title, verb, kind, what } = TEXTS[switched]
  const turn = useMutation({ mutationFn: () => turned(switched, queue), onSuccess: say, onSettled: onClose })
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind={kind} busy={turn.isPending} onClick={() => turn.mutate()}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="dialog-body">{what}</div>
    </Dialog>
  )
}

/** What was done, in words. */
async function turned(switched: Switch, queue: string): Promise<string> {
  switch (switched) {
    case 'pause':
      await call('OperateService/PauseQueue', { queue })
      return `${queue} is paused.`
    case 'resume':
      await call('OperateService/ResumeQueue', { queue })
      return `${queue} goes on.`
    case 'retry': {
      const { retried } = await call('OperateService/RetryFailedJobs', { queue })
      return `${plural(retried, 'job')} wait${retried === 1 ? 's' : ''} again.`
    }
  }
}
