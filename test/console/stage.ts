import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { callHttp } from '../support/call-http.ts'
import { requireChromium } from '../support/chromium.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { type LightFleet, openLightFleet } from '../support/light-fleet.ts'
import { PATIENCE_MS } from '../support/patience.ts'
import { enrollDevice } from '../support/raw-device.ts'
import { startRedis } from '../support/redis.ts'

/** What every test of the console stands on: one gateway with devices, one browser, a key for each role. */
export type Stage = {
  deployment: Deployment
  fleet: LightFleet
  keys: Record<Who, string>
  call<Answer>(method: string, body: object, key?: string): Promise<Answer>
  submit(action: string, devices: readonly string[], given?: object): Promise<string[]>
  /** A page of whoever is named, logged in, at an address. Closed by `closePages`. */
  open(who: Who, address: string, options?: OpenOptions): Promise<Page>
  openLoggedOut(address: string): Promise<Page>
  closePages(): Promise<void>
  /** What browsers complained of since it was asked the last time: scripts that failed, and what the policy refused. */
  complaints(): string[]
  close(): Promise<void>
}
export type Who = 'admin' | 'operator' | 'viewer' | 'foreigner'
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
type OpenOptions = { theme?: 'light' | 'dark'; phone?: boolean }

const DEVICES = 120
const SITES = ['ber', 'muc', 'ham', 'par']
const KINDS = ['kiosk', 'till', 'tablet']
/** Enrolled, and never there: what is sent to them waits. */
export const ABSENT = ['sensor-ber-900', 'sensor-ber-901', 'sensor-ber-902'] as const
const READ = ['commands:read', 'devices:read', 'hooks:read', 'hooks:all', 'queues:read', 'audit:read']
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
export async function setStage(): Promise<Stage> {
  const executablePath = requireChromium()
  buildConsole()
  const redis = await startRedis()
  const deployment = await startDeployment(redis.url)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  const fleet = await openLightFleet(deployment, namesOf(DEVICES))
  const keys = await makeKeys(deployment)
  const call = <Answer>(method: string, body: object, key = keys.admin) =>
    callHttp(deployment, method, body, key) as Promise<Answer>
  for (const deviceId of ABSENT) await enrollDevice(deployment, deviceId)
  return { deployment, fleet, keys, call, ...acting(call), ...pagesOf(browser, deployment, keys), close }

  async function close(): Promise<void> {
    await browser.close()
    await fleet.close()
    await deployment.close()
    await redis.close()
  }
}

function acting(call: Stage['call']): Pick<Stage, 'submit'> {
  return {
    async submit(action, devices, given = {}) {
      const { messageIds } = await call<{ messageIds: string[] }>('CommandService/Submit', {
        action,
        devices,
        ...given,
      })
      return messageIds
    },
  }
}

function pagesOf(browser: Browser, deployment: Deployment, keys: Record<Who, string>) {
  const contexts: BrowserContext[] = []
  const heard: string[] = []
  const openContext = async ({ theme = 'light', phone = false }: OpenOptions): Promise<BrowserContext> => {
    const context = await browser.newContext({
      ...{ baseURL: deployment.http, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB' },
      viewport: phone ? PHONE : WIDE,
      permissions: ['clipboard-read', 'clipboard-write'],
      ...(phone && { isMobile: true, hasTouch: true }),
    })
    contexts.push(context)
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }
  const openPage = async (context: BrowserContext, address: string): Promise<Page> => {
    const page = await context.newPage()
    listen(page, heard)
    await page.goto(address)
    return page
  }
  // One login for each, since an address may try only so often.
  const logins = new Map<Who, Cookies>()
  const cookiesOf = async (who: Who, context: BrowserContext): Promise<Cookies> => {
    const known = logins.get(who)
    if (known) return known
    const headers = { origin: deployment.http }
    const login = await context.request.post('/session', { data: { key: keys[who] }, headers })
    if (!login.ok()) throw new Error(`${who} could not log in: ${await login.text()}`)
    const cookies = await context.cookies()
    logins.set(who, cookies)
    return cookies
  }
  return {
    async open(who: Who, address: string, options: OpenOptions = {}): Promise<Page> {
      const context = await openContext(options)
      await context.addCookies(await cookiesOf(who, context))
      return openPage(context, address)
    },
    openLoggedOut: async (address: string) => openPage(await openContext({}), address),
    closePages: async () => void (await Promise.all(contexts.splice(0).map((context) => context.close()))),
    complaints: () => heard.splice(0),
  }
}

function listen(page: Page, heard: string[]): void {
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A refused call is written there by the browser itself; tests of refusals look at the page.
    // What bull-board asks for in its frame is its own affair: the policy refuses what is not ours.
    const isOfBoard = message.location().url.includes('/queues') || message.text().includes('fonts.googleapis.com')
    if (message.type() === 'error' && !isOfBoard && !message.text().includes('Failed to load resource'))
      heard.push(`${page.url()}: ${message.text()}`)
  })
}

function buildConsole(): void {
  const script = fileURLToPath(new URL('../../clients/console/build.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The console could not be built; what is wrong is said above.')
}

/** kiosk-ber-000, till-muc-001, … */
const namesOf = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `${KINDS[i % KINDS.length]}-${SITES[i % SITES.length]}-${String(i).padStart(3, '0')}`,
  )

async function makeKeys(deployment: Deployment): Promise<Record<Who, string>> {
  const admin = deployment.adminKey
  const make = async (application: string, scopes: string[]) =>
    ((await callHttp(deployment, 'AccessService/CreateKey', { application, scopes })) as { secret: string }).secret
  const viewer = await make('watcher', READ)
  const operator = await make('night-desk', [...READ, 'commands:write', 'devices:write'])
  return { admin, viewer, operator, foreigner: await foreignKey(deployment) }
}

/** A tenant of its own, with a key for all of it. */
async function foreignKey(deployment: Deployment): Promise<string> {
  const systemKey = readFileSync(join(deployment.dataFolder, 'system.key'), 'utf8').trim()
  const answer = await callHttp(deployment, 'AccessService/CreateTenant', { tenant: 'elsewhere' }, systemKey)
  return (answer as { secret: string }).secret
}
