import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FieldProblem } from '../../design/field-problem.tsx'
import { Secret } from '../../design/secret.tsx'
import { call } from '../../wire/call.ts'
import type { Problem } from '../../wire/problem.ts'
import { useWho } from '../../wire/session.ts'

const DAYS = [0, 1, 30, 90, 365] as const
const READ = ['commands:read', 'devices:read', 'hooks:read', 'hooks:all', 'queues:read', 'audit:read']
const ACT = ['commands:write', 'devices:write']
/** What people mean by a role; none gives more than the caller has. */
const ROLES = { viewer: READ, operator: [...READ, ...ACT], admin: [...READ, ...ACT, 'keys:write'] } as const

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { scopes: mine } = useWho()
  const client = useQueryClient()
  const [application, setApplication] = useState('')
  const [scopes, setScopes] = useState<ReadonlySet<string>>(() => new Set(READ.filter((scope) => mine.includes(scope))))
  const [days, setDays] = useState(90)
  const make = useMutation<{ secret: string }, Problem>({
    mutationFn: () =>
      call('AccessService/CreateKey', {
        application: application.trim(),
        scopes: [...scopes],
        expiresSeconds: days * 86_400,
      }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['AccessService/ListKeys'] }),
    meta: { quiet: true },
  })
  if (make.data)
    return (
      <Dialog
        title="The key"
        onClose={onClose}
        footer={
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <div className="dialog-body">
          <p>Copy it now: only its hash is kept, and nobody can show it again.</p>
          <Secret text={make.data.secret} what="the key" />
        </div>
      </Dialog>
    )
  return (
    <Dialog title="Make a key" onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <div className="dialog-body">
          <div className="field">
            <label htmlFor="key-application">Application</label>
            <input
              id="key-application"
              className="input"
              required
              spellCheck={false}
              pattern="[a-z0-9][a-z0-9._\-]{0,63}"
              title="Lower-case letters, digits, and . _ - between them"
              autoFocus
              value={application}
              onChange={({ target }) => setApplication(target.value)}
            />
            <span className="hint">Who it belongs to: a program or a person. Hook events go to applications.</span>
          </div>
          <fieldset>
            <legend>It may</legend>
            <div className="segments" role="group" aria-label="As a role">
              {(Object.keys(ROLES) as (keyof typeof ROLES)[]).map((role) => {
                const wanted = ROLES[role].filter((scope) => mine.includes(scope))
                const isIt = wanted.length === scopes.size && wanted.every((scope) => scopes.has(scope))
                return (
                  <button key={role} type="button" aria-pressed={isIt} onClick={() => setScopes(new Set(wanted))}>
                    {role}
                  </button>
                )
              })}
            </div>
            <div className="scopes">
              {mine.map((scope) => (
                <label className="check mono" key={scope}>
                  <input
                    type="checkbox"
                    checked={scopes.has(scope)}
                    onChange={({ target }) => {
                      const next = new Set(scopes)
                      if (target.checked) next.add(scope)
                      else next.delete(scope)
                      setScopes(next)
                    }}
                  />
                  {scope}
                </label>
              ))}
            </div>
          </fieldset>
          <div className="field">
            <label htmlFor="key-days">It works for</label>
            <select
              id="key-days"
              className="input"
              value={days}
              onChange={({ target }) => setDays(Number(target.value))}
            >
              {DAYS.map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? 'ever' : count === 1 ? 'a day' : `${count} days`}
                </option>
              ))}
            </select>
          </div>
          <FieldProblem problem={make.error} />
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" kind="primary" busy={make.isPending} disabled={scopes.size === 0}>
            Make it
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
