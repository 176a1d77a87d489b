import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './design/tokens.css'
import './design/base.css'
import './design/controls.css'
import './design/layers.css'
import './design/lists.css'
import './app/frame.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from './app/router.tsx'
import { sayProblem, Toasts } from './app/toasts.tsx'
import { applyChoices } from './design/theme.ts'
import { asProblem } from './wire/problem.ts'
import { forgetLogin } from './wire/session.ts'

/** Of calls that may go well in a moment. */
const RETRIES_MAX = 2
/** Back on a page, what is younger is shown as it is. */
const FRESH_MS = 5_000

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endLogin }),
  mutationCache: new MutationCache({
    onError: (error, _given, _context, mutation) => {
      endLogin(error)
      if (mutation.meta?.quiet !== true) sayProblem(error)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (count, error) => count < RETRIES_MAX && asProblem(error).passes,
    },
  },
})

function endLogin(error: unknown): void {
  if (asProblem(error).endsLogin) forgetLogin(client)
}

applyChoices()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
)
