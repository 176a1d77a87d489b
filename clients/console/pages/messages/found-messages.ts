import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { FoundMessage__Output } from '../../../../proto/gen/sotto/v1/FoundMessage.ts'
import type { HookEvent__Output } from '../../../../proto/gen/sotto/v1/HookEvent.ts'
import type { MessageFilter } from '../../../../proto/gen/sotto/v1/MessageFilter.ts'
import type { SearchMessagesResponse__Output } from '../../../../proto/gen/sotto/v1/SearchMessagesResponse.ts'
import { call } from '../../wire/call.ts'
import type { Problem } from '../../wire/problem.ts'
import { statusAfter } from './status-after.ts'

const PAGE_SIZE = 100

/** What a filter finds, page after page, kept up to date by the events that the page's stream tells. */
export function useFoundMessages(filter: MessageFilter, enabled = true) {
  const client = useQueryClient()
  const asked = JSON.stringify(filter)
  const key = useMemo(() => ['SearchService/SearchMessages', asked], [asked])
  const query = useInfiniteQuery<
    SearchMessagesResponse__Output,
    Problem,
    InfiniteData<SearchMessagesResponse__Output>,
    string[],
    string
  >({
    queryKey: key,
    enabled,
    queryFn: ({ pageParam, signal }) =>
      call(
        'SearchService/SearchMessages',
        { filter: JSON.parse(asked), pageSize: PAGE_SIZE, pageToken: pageParam },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  })
  const messages = useMemo(() => query.data?.pages.flatMap((page) => page.messages) ?? [], [query.data])

  /** Changes the rows that events are about. */
  const apply = useCallback(
    (events: readonly HookEvent__Output[]) => {
      const byMessage = new Map(events.map((event) => [event.messageId, event]))
      client.setQueryData<InfiniteData<SearchMessagesResponse__Output>>(
        key,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) =>
              page.messages.some(({ messageId }) => byMessage.has(messageId))
                ? {
                    ...page,
                    messages: page.messages.map((message) => after(message, byMessage.get(message.messageId))),
                  }
                : page,
            ),
          },
      )
    },
    [client, key],
  )
  return { query, messages, apply }
}

function after(message: FoundMessage__Output, event: HookEvent__Output | undefined): FoundMessage__Output {
  if (!event || event.occurredAt < message.updatedAt) return message
  return {
    ...message,
    status: statusAfter(message.status, event),
    attempt: Math.max(message.attempt, event.attempt),
    updatedAt: event.occurredAt,
    reason: event.reason || event.outcomeCode,
    progressPercent: event.kind === 'EVENT_KIND_PROGRESS' ? event.progressPercent : message.progressPercent,
    late: message.late || event.late,
  }
}
