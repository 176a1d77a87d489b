import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { post, reach } from './call.ts'
import { withNumbers } from './numbers.ts'
import { Problem } from './problem.ts'

export type Role = 'viewer' | 'operator' | 'admin'
export type Session = {
  tenant: string
  application: string
  keyId: string
  scopes: readonly string[]
  role: Role
  expiresAt: number
}

const PATH = '/session'
const KEY = ['session']

/** Who is logged in; null: nobody. */
export function useSession() {
  return useQuery<Session | null, Problem>({ queryKey: KEY, queryFn: askSession, staleTime: Number.POSITIVE_INFINITY })
}

/** Whoever is logged in, for pages that are shown to nobody else. */
export function useWho(): Session & { may(scope: string): boolean } {
  const session = useQueryClient().getQueryData<Session>(KEY)
  if (!session) throw new Error('This page is for people who are logged in.')
  return { ...session, may: (scope) => session.scopes.includes(scope) }
}

async function askSession(): Promise<Session | null> {
  const response = await reach(PATH, {})
  if (response.status === 401) return null
  const answer = withNumbers(JSON.parse(await response.text())) as Session
  if (!response.ok) throw new Problem(answer as object)
  return answer
}

/** The key goes into the request and nowhere else: what stays is the gateway's cookie, which no script can read. @throws Problem */
export async function logIn(client: QueryClient, key: string): Promise<void> {
  const session = await post(PATH, { key })
  forgetAnswers(client)
  client.setQueryData(KEY, session)
}

export async function logOut(client: QueryClient): Promise<void> {
  await reach(PATH, { method: 'DELETE' })
  forgetLogin(client)
}

/** The login has ended: what was fetched under it goes too. */
export function forgetLogin(client: QueryClient): void {
  forgetAnswers(client)
  client.setQueryData(KEY, null)
}

/** All but who is logged in: that one is looked at, and must hear of it. */
function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
}
