import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookmarkPlus, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import type { View__Output } from '../../../../proto/gen/sotto/v1/View.ts'
import { parseAddress, writeAddress } from '../../app/address.ts'
import { say } from '../../app/toasts.tsx'
import { Button } from '../../design/button.tsx'
import { Popover } from '../../design/popover.tsx'
import { OPEN_STATUSES, shortStatus } from '../../design/status.ts'
import { call, useCall } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'
import { type FilterWords, readWords } from './message-filter.ts'

const PATH = '/messages'
/** Views that everybody wants. */
const GIVEN: readonly { name: string; words: FilterWords }[] = [
  { name: 'All', words: {} },
  { name: 'Open', words: { statuses: OPEN_STATUSES.map(shortStatus).join(',') } },
  { name: 'Ended badly', words: { statuses: 'failed,rejected,expired,timed_out' } },
]

/** Filters with a name: those that everybody wants, one's own, and those of the tenant. */
export function ViewTabs({ words }: { words: FilterWords }) {
  const views = useCall('SearchService/ListViews', {}, { staleTime: 60_000 })
  const saved = (views.data?.views ?? []).filter(({ address }) => address.startsWith(PATH))
  const current = writeAddress(words)
  const isNamed = [...GIVEN.map((view) => writeAddress(view.words)), ...saved.map(({ address }) => queryOf(address))]
  return (
    <div className="chips">
      <nav className="tabs" aria-label="Views">
        {GIVEN.map(({ name, words: given }) => (
          <ViewLink key={name} name={name} query={writeAddress(given)} current={current} />
        ))}
        {saved.map((view) => (
          <ViewLink
            key={`${view.name} ${view.shared}`}
            name={view.name}
            shared={view.shared}
            query={queryOf(view.address)}
            current={current}
          />
        ))}
      </nav>
      {!isNamed.includes(current) && <SaveView address={`${PATH}${current}`} />}
      {saved
        .filter(({ address }) => queryOf(address) === current)
        .map((view) => (
          <DeleteView key={`${view.name} ${view.shared}`} view={view} />
        ))}
    </div>
  )
}

/** In the order in which the page itself writes it. */
const queryOf = (address: string): string => writeAddress(readWords(parseAddress(address.slice(PATH.length))))

function ViewLink(props: { name: string; query: string; current: string; shared?: boolean }) {
  const { name, query, current, shared = false } = props
  return (
    <Link
      to={PATH}
      search={parseAddress(query)}
      aria-current={query === current ? 'page' : undefined}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {name}
      {shared && <Users size={12} aria-label="of the tenant" />}
    </Link>
  )
}

function SaveView({ address }: { address: string }) {
  const { may } = useWho()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useMutation({
    mutationFn: () => call('SearchService/PutView', { view: { name: name.trim(), address, shared } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['SearchService/ListViews'] }),
  })
  return (
    <Popover label="Save view" text="Save view" kind="quiet" icon={<BookmarkPlus size={14} />}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(undefined, {
              onSuccess: () => {
                say(`The view “${name.trim()}” is saved.`)
                close()
              },
            })
          }}
        >
          <div className="field">
            <label htmlFor="view-name">Name of the view</label>
            <input
              id="view-name"
              className="input"
              required
              maxLength={64}
              autoFocus
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          {may('commands:write') && (
            <label className="check">
              <input type="checkbox" checked={shared} onChange={({ target }) => setShared(target.checked)} />
              For everybody in the tenant
            </label>
          )}
          <Button type="submit" kind="primary" busy={save.isPending}>
            Save
          </Button>
        </form>
      )}
    </Popover>
  )
}

function DeleteView({ view: { name, shared } }: { view: View__Output }) {
  const { may } = useWho()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call('SearchService/DeleteView', { name, shared }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['SearchService/ListViews'] }),
  })
  if (shared && !may('commands:write')) return null
  return (
    <Button
      kind="quiet"
      label={`Delete the view ${name}`}
      icon={<Trash2 size={14} />}
      busy={remove.isPending}
      onClick={() => remove.mutate()}
    />
  )
}
