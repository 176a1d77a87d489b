import { Activity, Cable, Layers, ListTree, type LucideIcon, ScrollText, Settings2, Smartphone } from 'lucide-react'

export type PagePath = '/' | '/messages' | '/devices' | '/hooks' | '/work' | '/audit' | '/settings'

/** In the order of the navigation. `g` and then `key` goes there; who lacks `scope` is not offered it. */
export const PAGES: readonly {
  to: PagePath
  title: string
  key: string
  icon: LucideIcon
  scope: string | undefined
}[] = [
  { to: '/', title: 'Overview', key: 'o', icon: Activity, scope: 'commands:read' },
  { to: '/messages', title: 'Messages', key: 'm', icon: ListTree, scope: 'commands:read' },
  { to: '/devices', title: 'Devices', key: 'd', icon: Smartphone, scope: 'devices:read' },
  { to: '/hooks', title: 'Hooks', key: 'h', icon: Cable, scope: 'hooks:read' },
  { to: '/work', title: 'Queues', key: 'q', icon: Layers, scope: 'queues:read' },
  { to: '/audit', title: 'Audit', key: 'a', icon: ScrollText, scope: 'audit:read' },
  { to: '/settings', title: 'Settings', key: 's', icon: Settings2, scope: undefined },
]
