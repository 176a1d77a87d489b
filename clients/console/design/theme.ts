import { useSyncExternalStore } from 'react'

const CHOICES = { theme: ['system', 'light', 'dark'], density: ['comfortable', 'compact'] } as const
type Choices = { [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] }
type Name = keyof Choices

const listeners = new Set<() => void>()
let chosen: Choices = { theme: stored('theme'), density: stored('density') }

function stored<N extends Name>(name: N): Choices[N] {
  const choices: readonly string[] = CHOICES[name]
  const value = localStorage.getItem(`sotto.${name}`) ?? ''
  return (choices.includes(value) ? value : choices[0]) as Choices[N]
}

/** On the root element, where the style sheets look; `system` leaves the choice to the browser. */
export function applyChoices(): void {
  const { theme, density } = chosen
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  dataset.density = density
}

export function choose<N extends Name>(name: N, value: Choices[N]): void {
  chosen = { ...chosen, [name]: value }
  localStorage.setItem(`sotto.${name}`, value)
  applyChoices()
  for (const tell of listeners) tell()
}

export const useChoices = (): Choices =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => chosen,
  )
