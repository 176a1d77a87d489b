import { useSession } from '../wire/session.ts'
import { ErrorView } from './error-view.tsx'
import { Frame } from './frame.tsx'
import { LiveProvider } from './live.tsx'
import { LoginPage } from './login-page.tsx'

/** Who is not logged in sees the login, at whatever address; logged in, the page of that address follows. */
export function Gate() {
  const session = useSession()
  if (session.isPending) return null
  if (session.isError) return <ErrorView error={session.error} onRetry={() => void session.refetch()} />
  if (session.data === null) return <LoginPage />
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  )
}
