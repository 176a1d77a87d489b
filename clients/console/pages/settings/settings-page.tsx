import './settings.css'
import { Link, useSearch } from '@tanstack/react-router'
import { Page } from '../../app/page.tsx'
import { useWho } from '../../wire/session.ts'
import { ActionsTab } from './actions-tab.tsx'
import { ConfigurationTab } from './configuration-tab.tsx'
import { KeysTab } from './keys-tab.tsx'
import { LimitsTab } from './limits-tab.tsx'
import { TenantsTab } from './tenants-tab.tsx'
import { YouTab } from './you-tab.tsx'

const TABS = [
  { name: 'you', title: 'This login', scope: undefined, show: YouTab },
  { name: 'keys', title: 'Keys', scope: 'keys:write', show: KeysTab },
  { name: 'actions', title: 'Actions', scope: 'commands:read', show: ActionsTab },
  { name: 'tenants', title: 'Tenants', scope: 'tenants:write', show: TenantsTab },
  { name: 'configuration', title: 'Configuration', scope: undefined, show: ConfigurationTab },
  { name: 'limits', title: 'Limits', scope: undefined, show: LimitsTab },
] as const

/** Who may come in, what devices can be asked, and what is in effect. */
export function SettingsPage() {
  const { may } = useWho()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const tabs = TABS.filter(({ scope }) => scope === undefined || may(scope))
  const chosen = tabs.find(({ name }) => name === tab) ?? tabs[0]!
  const Shown = chosen.show
  return (
    <Page title="Settings" flush>
      <div className="chips">
        <nav className="tabs" aria-label="Settings">
          {tabs.map(({ name, title }) => (
            <Link
              key={name}
              to="/settings"
              search={{ tab: name }}
              activeProps={{}}
              aria-current={name === chosen.name ? 'page' : undefined}
            >
              {title}
            </Link>
          ))}
        </nav>
      </div>
      <div className="settings">
        <Shown />
      </div>
    </Page>
  )
}
