import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { WatchRequest } from '../../../proto/gen/sotto/v1/WatchRequest.ts'
import { Problem } from '../wire/problem.ts'
import { forgetLogin } from '../wire/session.ts'
import { type FrameListener, type LiveState, useWatch } from '../wire/watch.ts'

type Live = { state: LiveState; setState(state: LiveState): void }
const LiveContext = createContext<Live>({ state: 'paused', setState: () => undefined })

/** Holds how the page's stream stands, for the mark in the frame. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>('paused')
  const live = useMemo(() => ({ state, setState }), [state])
  return <LiveContext value={live}>{children}</LiveContext>
}

export const useLiveState = (): LiveState => useContext(LiveContext).state

/** The stream of a page: called once by each page that shows something live. */
export function usePageWatch(request: WatchRequest | undefined, onFrame: FrameListener): void {
  const state = useWatch(request, onFrame)
  const { setState } = useContext(LiveContext)
  const client = useQueryClient()
  useEffect(() => {
    setState(state)
    if (state instanceof Problem && state.endsLogin) forgetLogin(client)
    return () => setState('paused')
  }, [state, setState, client])
}
