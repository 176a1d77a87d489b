import { asProblem } from '../wire/problem.ts'

/** What was refused, beside what was filled in. */
export function FieldProblem({ problem }: { problem: unknown }) {
  if (!problem) return null
  const { message, field } = asProblem(problem)
  return (
    <p className="wrong" role="alert">
      {field && <code>{field}: </code>}
      {message}
    </p>
  )
}
