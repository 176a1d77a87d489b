import { Link } from '@tanstack/react-router'
import { CircleAlert, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { Empty } from '../design/empty.tsx'
import { asProblem } from '../wire/problem.ts'

/** Asking again changes nothing about these. */
const FOR_GOOD = new Set(['NOT_FOUND', 'INVALID_FIELD', 'PERMISSION_DENIED'])

/** What went wrong in place of what was asked for, and what to do. */
export function ErrorView({
  error,
  onRetry,
  children,
}: {
  error: unknown
  onRetry?: () => void
  children?: ReactNode
}) {
  const problem = asProblem(error)
  return (
    <div role="alert">
      <Empty
        icon={<CircleAlert size={22} />}
        title={problem.reason === 'NOT_FOUND' ? 'Not here' : 'This could not be shown'}
        text={problem.message}
      >
        {children}
        {onRetry && !FOR_GOOD.has(problem.reason) && <Button onClick={onRetry}>Try again</Button>}
      </Empty>
    </div>
  )
}

export function NotFoundView() {
  return (
    <Empty
      icon={<SearchX size={22} />}
      title="There is no such page"
      text="The address leads nowhere in this console. Press / to search for a message or a device."
    >
      <Link to="/" className="button">
        To the overview
      </Link>
    </Empty>
  )
}
