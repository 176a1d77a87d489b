import { useEffect, useRef } from 'react'

/** How long a `g` waits for the key that follows it. */
const SEQUENCE_MS = 1_200

/** Keys, or two keys with a space between them, and what they do. */
export type Shortcuts = Record<string, () => void>

/** While mounted; not while somebody writes, nor in a dialog, nor with a modifier. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts)
  current.current = shortcuts
  useEffect(() => {
    let before = ''
    let at = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return
      const pair = event.timeStamp - at < SEQUENCE_MS ? `${before} ${event.key}` : ''
      const action = current.current[pair] ?? current.current[event.key]
      before = event.key
      at = event.timeStamp
      if (!action) return
      before = ''
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function isBusy({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || !(target instanceof HTMLElement)) return true
  return target.isContentEditable || target.closest('input, textarea, select, dialog') !== null
}
