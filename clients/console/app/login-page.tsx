import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { asProblem } from '../wire/problem.ts'
import { logIn } from '../wire/session.ts'
import { Mark } from './mark.tsx'

export function LoginPage({ problem }: { problem?: string }) {
  const client = useQueryClient()
  const [key, setKey] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | undefined>(problem)

  async function submit(event: React.FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      await logIn(client, key.trim())
    } catch (error) {
      setRefusal(sentenceFor(error))
      setBusy(false)
    }
  }

  return (
    <main className="login">
      <form className="login-box" onSubmit={(event) => void submit(event)}>
        <Mark size={34} />
        <div>
          <h1>Sotto console</h1>
          <p className="muted">Log in with an API key of your tenant. What it may do is what you will see.</p>
        </div>
        <div className="field">
          <label htmlFor="key">API key</label>
          <input
            id="key"
            className="input mono"
            type="password"
            autoComplete="current-password"
            placeholder="sk_…"
            required
            autoFocus
            value={key}
            aria-invalid={refusal !== undefined}
            aria-describedby="key-help"
            onChange={(event) => setKey(event.target.value)}
          />
          {refusal !== undefined && (
            <p className="wrong" role="alert">
              {refusal}
            </p>
          )}
        </div>
        <Button type="submit" kind="primary" busy={isBusy}>
          Log in
        </Button>
        <p className="hint faint" id="key-help">
          The first key is in the data folder, in <code>admin.key</code>. <code>sotto keys create</code> makes more.
        </p>
      </form>
    </main>
  )
}

function sentenceFor(error: unknown): string {
  const problem = asProblem(error)
  if (problem.reason === 'UNAUTHENTICATED')
    return 'This key does not work: it is mistyped, revoked, or of another deployment.'
  if (problem.reason === 'KEY_EXPIRED') return 'This key has expired. Make a new one with sotto keys create.'
  return problem.message
}
