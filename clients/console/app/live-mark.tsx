import type { LiveState } from '../wire/watch.ts'
import { useLiveState } from './live.tsx'

/** Whether what the page shows is of this moment. */
export function LiveMark() {
  const state = useLiveState()
  const { word, hue, why } = looks(state)
  return (
    <span
      className="live"
      data-hue={hue}
      data-state={typeof state === 'string' ? state : 'lost'}
      title={why}
      role="status"
    >
      {word}
    </span>
  )
}

function looks(state: LiveState): { word: string; hue: string; why: string } {
  if (state === 'live') return { word: 'Live', hue: 'green', why: 'Changes appear as they happen.' }
  if (state === 'connecting') return { word: 'Connecting', hue: 'amber', why: 'Opening the live stream.' }
  if (state === 'paused')
    return { word: 'Still', hue: 'grey', why: 'This page has nothing live, or is in the background.' }
  return { word: 'Lost', hue: 'red', why: state.message }
}
