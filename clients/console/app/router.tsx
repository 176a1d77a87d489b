import { createRootRoute, createRoute, createRouter, lazyRouteComponent, useRouter } from '@tanstack/react-router'
import { parseAddress, writeAddress } from './address.ts'
import { ErrorView, NotFoundView } from './error-view.tsx'
import { Gate } from './gate.tsx'

const root = createRootRoute({
  component: Gate,
  notFoundComponent: NotFoundView,
  errorComponent: ({ error, reset }) => {
    const router = useRouter()
    const again = () => {
      reset()
      void router.invalidate()
    }
    return <ErrorView error={error} onRetry={again} />
  },
})

/** Each page is a file of its own for the browser too: it is fetched when somebody goes there. */
const page = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(load as () => Promise<Record<string, React.ComponentType>>, name),
  })

const routes = [
  page('/', () => import('../pages/overview/overview-page.tsx'), 'OverviewPage'),
  page('/messages', () => import('../pages/messages/messages-page.tsx'), 'MessagesPage'),
  page('/messages/$messageId', () => import('../pages/message/message-page.tsx'), 'MessagePage'),
  page('/devices', () => import('../pages/devices/devices-page.tsx'), 'DevicesPage'),
  page('/devices/$deviceId', () => import('../pages/device/device-page.tsx'), 'DevicePage'),
  page('/hooks', () => import('../pages/hooks/hooks-page.tsx'), 'HooksPage'),
  page('/work', () => import('../pages/queues/queues-page.tsx'), 'QueuesPage'),
  page('/audit', () => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
  page('/settings', () => import('../pages/settings/settings-page.tsx'), 'SettingsPage'),
  page('/login', () => import('./already-in.tsx'), 'AlreadyIn'),
]

export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultPreload: 'intent',
  scrollRestoration: true,
  scrollToTopSelectors: ['#page'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
