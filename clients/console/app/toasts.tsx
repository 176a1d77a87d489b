import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '../design/button.tsx'
import { asProblem } from '../wire/problem.ts'

type Toast = { id: number; kind: 'done' | 'failed'; text: string }
/** What went well may go by itself; what failed stays until it was read. */
const SHOWN_MS = 6_000
const TOASTS_MAX = 4

let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

function set(list: readonly Toast[]): void {
  toasts = list.slice(-TOASTS_MAX)
  for (const tell of listeners) tell()
}

export function say(text: string): void {
  const id = next++
  set([...toasts, { id, kind: 'done', text }])
  setTimeout(() => dismiss(id), SHOWN_MS)
}

export function sayProblem(error: unknown): void {
  set([...toasts, { id: next++, kind: 'failed', text: asProblem(error).message }])
}

const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id))

export function Toasts() {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <section className="toasts" aria-label="Notices" aria-live="polite">
      {list.map(({ id, kind, text }) => (
        <div
          key={id}
          className="toast"
          data-hue={kind === 'done' ? 'green' : 'red'}
          role={kind === 'done' ? 'status' : 'alert'}
        >
          {kind === 'done' ? <CircleCheck size={16} /> : <CircleAlert size={16} />}
          <span>{text}</span>
          <Button kind="quiet" label="Dismiss" icon={<X size={14} />} onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  )
}
