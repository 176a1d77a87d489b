import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ListDevicesRequest } from '../../../../proto/gen/sotto/v1/ListDevicesRequest.ts'
import type { ListDevicesResponse__Output } from '../../../../proto/gen/sotto/v1/ListDevicesResponse.ts'
import { usePageWatch } from '../../app/live.tsx'
import { call } from '../../wire/call.ts'
import type { Problem } from '../../wire/problem.ts'
import { isSightLive, PAGE_SIZE, pagesWatched, type Sight, withSeen } from './watched-pages.ts'

/** Scrolling that goes on opens no stream for each page that it passes. */
const REST_MS = 300

export type DeviceWords = Pick<ListDevicesRequest, 'prefix' | 'online' | 'labels'>
type Pages = InfiniteData<ListDevicesResponse__Output, string>

/** The devices that fit, page after page; those in sight as the page's stream tells them. */
export function useFoundDevices(words: DeviceWords, sight: Sight) {
  const client = useQueryClient()
  const asked = JSON.stringify(words)
  const key = useMemo(() => ['FleetService/ListDevices', asked], [asked])
  const query = useInfiniteQuery<ListDevicesResponse__Output, Problem, Pages, string[], string>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call('FleetService/ListDevices', { ...JSON.parse(asked), pageSize: PAGE_SIZE, pageToken: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  })
  const pages = query.data?.pages
  const devices = useMemo(() => pages?.flatMap((page) => page.devices) ?? [], [pages])

  const hasHoles = words.online || Object.keys(words.labels ?? {}).length > 0
  const watched = pagesWatched(pages ?? [], sight, hasHoles)
  const first = useRested(watched.first)
  const count = useRested(watched.count)
  const pageToken = query.data?.pageParams[first] ?? ''
  const apply = useCallback(
    (seen: ListDevicesResponse__Output) => {
      const data = client.getQueryData<Pages>(key)
      const end = data?.pages[first + count - 1]
      if (!data || !end || data.pageParams[first] !== pageToken) return
      client.setQueryData<Pages>(key, { ...data, pages: withSeen(data.pages, first, count, seen) })
      // One was enrolled among them: the pages behind begin elsewhere now.
      if (end.nextPageToken !== seen.nextPageToken) void client.invalidateQueries({ queryKey: key })
    },
    [client, key, first, count, pageToken],
  )
  usePageWatch(
    pages && { topics: ['TOPIC_DEVICES'], devices: { ...words, pageSize: PAGE_SIZE * count, pageToken } },
    (frame) => {
      if (frame.devices) apply(frame.devices)
    },
  )
  // After a rest the other group is looked at: until then nothing is said of it.
  const isRested = first === watched.first && count === watched.count
  return { query, devices, isLive: !isRested || isSightLive(pages ?? [], sight, watched) }
}

/** A value that has not changed for a moment. */
function useRested(value: number): number {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
