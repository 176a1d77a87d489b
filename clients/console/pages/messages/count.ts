import { useEffect, useState } from 'react'
import { call } from '../../wire/call.ts'
import type { Answer } from '../../wire/methods.ts'
import { asProblem } from '../../wire/problem.ts'
import type { toFilter } from './message-filter.ts'

/** After a step that failed and may go well in a moment; doubled with each that follows. */
const RETRY_MS = 500
const RETRY_MS_MAX = 8_000

export type Count = {
  count: number
  /** When it began: what came or ended later is not in it. 0: nothing was counted yet. */
  countedAt: number
  isWhole: boolean
  problem: string
}

/** Counted in the bounded steps that the gateway gives, for as long as whoever asks is there. A step that fails for a moment is asked again. */
export function useCount(filter: ReturnType<typeof toFilter>, isWanted: boolean): Count {
  const [state, setState] = useState<Count>({ count: 0, countedAt: 0, isWhole: !isWanted, problem: '' })
  const asked = JSON.stringify(filter)
  useEffect(() => {
    if (!isWanted) return
    const stop = new AbortController()
    const tell = (problem: string): void => setState((before) => ({ ...before, problem }))
    const run = async () => {
      let count = 0
      let pageToken = ''
      do {
        const request = { filter: JSON.parse(asked), pageToken }
        const step = await steadily(() => call('SearchService/CountMessages', request, stop.signal), stop.signal, tell)
        count += step.count
        pageToken = step.nextPageToken
        setState({ count, countedAt: step.countedAt, isWhole: pageToken === '', problem: '' })
      } while (pageToken !== '')
    }
    run().catch((error: unknown) => {
      if (!stop.signal.aborted) tell(asProblem(error).message)
    })
    return () => stop.abort()
  }, [asked, isWanted])
  return state
}

type Step = Answer<'SearchService/CountMessages'>

/** @throws Problem that does not pass */
async function steadily(ask: () => Promise<Step>, stop: AbortSignal, tell: (problem: string) => void): Promise<Step> {
  for (let pauseMs = RETRY_MS; ; pauseMs = Math.min(pauseMs * 2, RETRY_MS_MAX)) {
    try {
      return await ask()
    } catch (error) {
      const problem = asProblem(error)
      if (stop.aborted || !problem.passes) throw error
      tell(problem.message)
      await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, problem.retryAfterMs)))
    }
  }
}
