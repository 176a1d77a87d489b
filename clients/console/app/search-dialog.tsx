import { useNavigate } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Dialog } from '../design/dialog.tsx'
import { useCall } from '../wire/call.ts'
import { useWho } from '../wire/session.ts'
import { splitAddress } from './address-link.tsx'
import { PAGES } from './navigation.ts'

type Hit = { what: string; text: string; to: string }

const ID_BODY = '[0-9a-hjkmnp-tv-z]'
const MESSAGE_ID = new RegExp(`^m${ID_BODY}{27}$`)
const COMMAND_ID = new RegExp(`^c${ID_BODY}{21}$`)
const HITS_MAX = 6

/** Where a word may lead: to what has that identifier, to devices that begin with it, to a page. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { hits, isLooking } = useHits(text.trim())
  /** Enter was pressed before the devices were there: it means the first hit that there will be. */
  const [isEntered, setEntered] = useState(false)
  const chosen = Math.min(at, hits.length - 1)
  const go = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    void navigate(splitAddress(hit.to))
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, hits.length))
    else if (event.key === 'ArrowUp') setAt((chosen + hits.length - 1) % Math.max(1, hits.length))
    else if (event.key === 'Enter') isLooking ? setEntered(true) : go(hits[chosen])
    else return
    event.preventDefault()
  }
  useEffect(() => {
    if (!isEntered || isLooking) return
    setEntered(false)
    go(hits[chosen])
  })
  return (
    <Dialog title="Search" bare onClose={onClose} width="wide">
      <div className="search">
        <input
          type="text"
          role="combobox"
          aria-label="Search"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits[chosen] ? `hit-${chosen}` : undefined}
          placeholder="Message, command or device identifier, idempotency key, action, page…"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
            setEntered(false)
          }}
          onKeyDown={onKey}
        />
        <div role="listbox" id="search-hits" aria-label="Results">
          {hits.map((hit, i) => (
            <div
              key={`${hit.what} ${hit.text}`}
              id={`hit-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              className="search-hit"
              onPointerMove={() => setAt(i)}
              onClick={() => go(hit)}
              onKeyDown={(event) => event.key === 'Enter' && go(hit)}
            >
              <span className="muted">{hit.what}</span>
              <span className="cut">{hit.text}</span>
              <ArrowRight size={14} aria-hidden="true" />
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

/** `isLooking`: devices that may come stand before what is there. */
function useHits(text: string): { hits: Hit[]; isLooking: boolean } {
  const { may } = useWho()
  const isIdentifier = MESSAGE_ID.test(text) || COMMAND_ID.test(text)
  const devices = useCall(
    'FleetService/ListDevices',
    { prefix: text, pageSize: HITS_MAX },
    { enabled: text !== '' && !isIdentifier && may('devices:read'), staleTime: 5_000 },
  )
  const only = (hit: Hit) => ({ hits: [hit], isLooking: false })
  if (MESSAGE_ID.test(text)) return only({ what: 'Message', text, to: `/messages/${text}` })
  if (COMMAND_ID.test(text)) return only({ what: 'Messages of command', text, to: `/messages?id=${text}` })
  const pages = PAGES.filter(
    ({ title, scope }) => title.toLowerCase().startsWith(text.toLowerCase()) && (scope === undefined || may(scope)),
  ).map(({ title, to }): Hit => ({ what: 'Page', text: title, to }))
  if (text === '') return { hits: pages, isLooking: false }
  const found = (devices.data?.devices ?? []).map(
    ({ deviceId }): Hit => ({ what: 'Device', text: deviceId, to: `/devices/${deviceId}` }),
  )
  const asMessages: Hit[] = may('commands:read')
    ? [
        { what: 'Messages with action', text, to: `/messages?action=${encodeURIComponent(text)}` },
        { what: 'Messages with idempotency key', text, to: `/messages?idempotencyKey=${encodeURIComponent(text)}` },
      ]
    : []
  return { hits: [...pages, ...found, ...asMessages], isLooking: devices.isLoading }
}
