import { useEffect, useState } from 'react'
import { useChoices } from '../design/theme.ts'

const NAMES = [
  'grey',
  'blue',
  'teal',
  'violet',
  'amber',
  'orange',
  'green',
  'red',
  'border',
  'faint',
  'accent',
] as const

/** The palette as a canvas needs it; new when the theme changes, by whoever. */
export function useColours(): Record<string, string> {
  const { theme } = useChoices()
  const [colours, setColours] = useState(read)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style sheet's values depend on the theme
  useEffect(() => {
    const refresh = () => setColours(read())
    refresh()
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', refresh)
    return () => dark.removeEventListener('change', refresh)
  }, [theme])
  return colours
}

/** light-dark() is resolved for properties that are colours, so one is asked. */
function read(): Record<string, string> {
  const probe = document.createElement('i')
  document.body.append(probe)
  const colours = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--${name})`
      return [name, getComputedStyle(probe).color]
    }),
  )
  probe.remove()
  return colours
}
