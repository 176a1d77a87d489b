import './hooks.css'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { HookStream__Output } from '../../../../proto/gen/sotto/v1/HookStream.ts'
import type { Start } from '../../../../proto/gen/sotto/v1/Start.ts'
import type { Subscription__Output } from '../../../../proto/gen/sotto/v1/Subscription.ts'
import { ErrorView } from '../../app/error-view.tsx'
import { useLiveState, usePageWatch } from '../../app/live.tsx'
import { Page } from '../../app/page.tsx'
import { Problem } from '../../wire/problem.ts'
import { StreamsCard } from './streams-card.tsx'
import { SubscriptionsCard } from './subscriptions-card.tsx'
import { noTail, type Tail, takeEvents } from './tail.ts'
import { TailCard } from './tail-card.tsx'
import { startOf, type TailWords, tailFilterOf } from './tail-words.ts'

/** What somebody here has moved or deleted is seen so soon. */
const BEAT_MS = 1_000

/** Who listens to what happens, how far behind they are, and what happens: now, or again from a point. */
export function HooksPage() {
  const words = useSearch({ strict: false }) as TailWords
  const [streams, setStreams] = useState<readonly HookStream__Output[] | undefined>(undefined)
  const [subscriptions, setSubscriptions] = useState<readonly Subscription__Output[] | undefined>(undefined)
  const live = useLiveState()
  const [tail, setTail] = useState(noTail)
  /** What a reader holds still to look at; the tail goes on behind it. */
  const [held, setHeld] = useState<Tail | undefined>(undefined)
  // A replay begins when the reader asks for it, not each time the page draws itself.
  const start: Start | undefined = useMemo(() => startOf(words.from), [words.from])
  usePageWatch(
    {
      topics: ['TOPIC_STREAMS', 'TOPIC_SUBSCRIPTIONS', 'TOPIC_EVENTS'],
      intervalMs: BEAT_MS,
      filter: tailFilterOf(words),
      ...(start ? { start } : { skipWhenBehind: true }),
    },
    (frame) => {
      if (frame.streams) setStreams(frame.streams.streams)
      if (frame.subscriptions) setSubscriptions(frame.subscriptions.subscriptions)
      if (frame.events) setTail((before) => takeEvents(before, frame.events!))
    },
  )
  return (
    <Page title="Hooks">
      {live instanceof Problem && !subscriptions ? (
        <ErrorView error={live} />
      ) : (
        <>
          <SubscriptionsCard subscriptions={subscriptions} streams={streams ?? []} />
          <StreamsCard streams={streams} />
        </>
      )}
      <TailCard
        words={words}
        tail={held ?? tail}
        isPaused={held !== undefined}
        onPause={() => setHeld(held ? undefined : tail)}
        onRestart={() => {
          setHeld(undefined)
          setTail(noTail)
        }}
      />
    </Page>
  )
}
