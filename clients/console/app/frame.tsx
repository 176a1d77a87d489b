import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { Keyboard, LogOut, Menu, Monitor, Moon, Rows2, Rows3, Search, Sun } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { useShortcuts } from '../design/keyboard.ts'
import { choose, useChoices } from '../design/theme.ts'
import { logOut, useWho } from '../wire/session.ts'
import { LiveMark } from './live-mark.tsx'
import { Mark } from './mark.tsx'
import { PAGES } from './navigation.ts'
import { SearchDialog } from './search-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { sayProblem } from './toasts.tsx'

type Open = 'nothing' | 'search' | 'keys' | 'menu'

/** What stands around every page: the navigation beside it, on a phone behind a button. */
export function Frame() {
  const navigate = useNavigate()
  const cycleTheme = useThemeCycle().next
  const [open, setOpen] = useState<Open>('nothing')
  const close = () => setOpen('nothing')
  useShortcuts({
    '/': () => setOpen('search'),
    '?': () => setOpen('keys'),
    t: cycleTheme,
    ...Object.fromEntries(PAGES.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
  })
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="topbar">
        <Button kind="quiet" label="Menu" icon={<Menu size={18} />} onClick={() => setOpen('menu')} />
        <Mark size={22} />
        <span className="wordmark">sotto</span>
        <span className="grow" />
        <LiveMark />
        <Button kind="quiet" label="Search" icon={<Search size={17} />} onClick={() => setOpen('search')} />
      </header>
      <aside className="sidebar">
        <Sidebar onSearch={() => setOpen('search')} onKeys={() => setOpen('keys')} />
      </aside>
      <main className="page" id="page" tabIndex={0}>
        <Outlet />
      </main>
      {open === 'search' && <SearchDialog onClose={close} />}
      {open === 'keys' && <ShortcutsDialog onClose={close} />}
      {open === 'menu' && (
        <Dialog title="Menu" side="left" bare onClose={close}>
          <Sidebar onSearch={() => setOpen('search')} onKeys={() => setOpen('keys')} onChosen={close} />
        </Dialog>
      )}
    </div>
  )
}

function Sidebar({ onSearch, onKeys, onChosen }: { onSearch: () => void; onKeys: () => void; onChosen?: () => void }) {
  const who = useWho()
  return (
    <div className="sidebar-inner">
      <div className="brand">
        <Mark size={24} />
        <span className="wordmark">sotto</span>
        <span className="grow" />
        <LiveMark />
      </div>
      <button type="button" className="search-button" onClick={onSearch}>
        <Search size={14} aria-hidden="true" />
        <span>Search</span>
        <kbd>/</kbd>
      </button>
      <nav aria-label="Pages">
        <ul className="pages">
          {PAGES.filter(({ scope }) => scope === undefined || who.may(scope)).map(({ to, title, key, icon: Icon }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }} onClick={onChosen}>
                <Icon size={16} aria-hidden="true" />
                {title}
                <span className="keys" aria-hidden="true">
                  <kbd>g</kbd>
                  <kbd>{key}</kbd>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <span className="grow" />
      <Preferences onKeys={onKeys} />
      <Identity />
    </div>
  )
}

function Preferences({ onKeys }: { onKeys: () => void }) {
  const { density } = useChoices()
  const { theme, next, icon } = useThemeCycle()
  const isCompact = density === 'compact'
  return (
    <div className="preferences">
      <Button kind="quiet" label={`Theme: ${theme}`} icon={icon} onClick={next} />
      <Button
        kind="quiet"
        label={isCompact ? 'Rows: compact' : 'Rows: comfortable'}
        icon={isCompact ? <Rows3 size={16} /> : <Rows2 size={16} />}
        onClick={() => choose('density', isCompact ? 'comfortable' : 'compact')}
      />
      <Button kind="quiet" label="Keyboard" icon={<Keyboard size={16} />} onClick={onKeys} />
    </div>
  )
}

const THEMES = ['system', 'light', 'dark'] as const
const THEME_ICONS = { system: <Monitor size={16} />, light: <Sun size={16} />, dark: <Moon size={16} /> }

function useThemeCycle() {
  const { theme } = useChoices()
  const following = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  return { theme, icon: THEME_ICONS[theme], next: () => choose('theme', following) }
}

function Identity() {
  const client = useQueryClient()
  const { tenant, application, keyId, role } = useWho()
  return (
    <div className="identity">
      <div className="identity-text" title={`Key ${keyId} of ${application}`}>
        <strong className="cut">{tenant}</strong>
        <span className="muted cut">
          {application} · {role}
        </span>
      </div>
      <Button
        kind="quiet"
        label="Log out"
        icon={<LogOut size={16} />}
        onClick={() => void logOut(client).catch(sayProblem)}
      />
    </div>
  )
}
