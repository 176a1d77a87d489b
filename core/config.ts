import { CLOCK_DEFAULTS } from './clocks.ts'
import { ATTEMPTS_MAX, OPEN_PER_DEVICE_MAX, WINDOW_PER_CHANNEL } from './limits.ts'

/**
 * Every setting: its default, unit and bounds. `readConfig` takes what a file, the environment and flags gave, already
 * merged, and refuses what it does not know [B4]. docs/operations.md's table is made from SETTINGS.
 */
type Setting<T> = { default: T; unit?: string; min?: number; max?: number; oneOf?: readonly string[]; what: string }
const setting = <T extends string | number | boolean>(value: T, rest: Omit<Setting<T>, 'default'>): Setting<T> => ({
  default: value,
  ...rest,
})

export const SETTINGS = {
  dataFolder: setting('.sotto', {
    what: 'Where the embedded store, the admin key and generated files live. Made with mode 0700.',
  }),
  redisUrl: setting('', {
    what: 'redis://, rediss://, unix:// or redis-cluster://host:port,host:port. Empty: an embedded server in the data folder.',
  }),
  durability: setting('always', {
    oneOf: ['always', 'everysec'],
    what: '[B5] Of the embedded store. With a redisUrl, what that server is set to; checked at start.',
  }),
  storeWaitSeconds: setting(30, {
    unit: 's',
    min: 0,
    max: 3_600,
    what: 'How long a role that starts waits for a store that is away, or takes no writes. Then it ends with exit code 1.',
  }),
  partitions: setting(4, {
    min: 1,
    max: 1024,
    what: 'Slices of devices per tenant. Fixed at the first start; refused if changed later.',
  }),
  httpHost: setting('127.0.0.1', { what: 'Where HTTP and Socket.IO listen.' }),
  httpPort: setting(7070, { min: 0, max: 65535, what: '0: any free port.' }),
  grpcHost: setting('127.0.0.1', { what: 'Where gRPC listens.' }),
  grpcPort: setting(7071, { min: 0, max: 65535, what: '0: any free port.' }),
  tlsCertFile: setting('', { what: 'PEM chain for HTTP and gRPC. Read again when the file changes.' }),
  tlsKeyFile: setting('', { what: 'PEM key for it.' }),
  insecure: setting(false, { what: '[B4] Listen on a public address without TLS (behind a proxy that ends it).' }),
  trustedProxyHops: setting(0, {
    min: 0,
    max: 10,
    what: "Proxies in front. Above 0, a login's address is the one so many from the end of X-Forwarded-For.",
  }),
  nodeId: setting('', { what: 'The name of this gateway node. Empty: a random one each start.' }),
  channelsMax: setting(19_000, {
    unit: 'channels',
    min: 1,
    max: 1_000_000,
    what: 'Device channels of one node. More: closed with OVERLOADED.',
  }),
  heartbeatSeconds: setting(25, { unit: 's', min: 1, max: 300, what: '[S6] How often an idle channel is pinged.' }),
  heartbeatTimeoutSeconds: setting(10, { unit: 's', min: 1, max: 120, what: '[S6] How long its answer may take.' }),
  nodeLeaseSeconds: setting(10, {
    unit: 's',
    min: 2,
    max: 300,
    what: '[S6] A node silent for so long is dead; its devices become offline.',
  }),
  deliverBySeconds: setting(CLOCK_DEFAULTS.deliverBy, {
    unit: 's',
    min: 1,
    max: 2_592_000,
    what: '[M7] Default of deliver_by.',
  }),
  ackBySeconds: setting(CLOCK_DEFAULTS.ackBy, { unit: 's', min: 1, max: 300, what: '[M7] Default of ack_by.' }),
  leaseSeconds: setting(CLOCK_DEFAULTS.lease, { unit: 's', min: 1, max: 43_200, what: '[M7] Default of the lease.' }),
  completeBySeconds: setting(CLOCK_DEFAULTS.completeBy, {
    unit: 's',
    min: 1,
    max: 43_200,
    what: '[M7] Default of complete_by.',
  }),
  lateGraceSeconds: setting(86_400, {
    unit: 's',
    min: 0,
    max: 2_592_000,
    what: '[M5] How long a late result is taken.',
  }),
  retryBaseMs: setting(1_000, { unit: 'ms', min: 10, max: 600_000, what: '[M8] First ceiling of the backoff.' }),
  retryCapMs: setting(600_000, { unit: 'ms', min: 10, max: 3_600_000, what: '[M8] Highest ceiling.' }),
  attemptsMax: setting(ATTEMPTS_MAX, { min: 1, max: 100, what: '[M8] Sendings on live channels without a receipt.' }),
  windowPerChannel: setting(WINDOW_PER_CHANNEL, {
    min: 1,
    max: 256,
    what: '[M10] Unreceipted messages on one channel.',
  }),
  openPerDeviceMax: setting(OPEN_PER_DEVICE_MAX, { min: 1, max: 10_000, what: '[B1] Open messages of a device.' }),
  messageRetentionDays: setting(30, { unit: 'd', min: 1, max: 3650, what: '[B3] How long final messages are kept.' }),
  hookRetentionHours: setting(168, { unit: 'h', min: 1, max: 87_600, what: '[B3] How long hook events are kept.' }),
  sweepMs: setting(250, { unit: 'ms', min: 10, max: 10_000, what: 'How often clocks are looked at.' }),
  workerConcurrency: setting(16, { min: 1, max: 256, what: 'Jobs a worker runs at a time.' }),
  requestsPerSecond: setting(2_000, { unit: '1/s', min: 1, max: 1_000_000, what: 'API calls of one key on one node.' }),
  canarySeconds: setting(5, { unit: 's', min: 1, max: 300, what: '[B6] How often readiness is proved.' }),
  logLevel: setting('info', {
    oneOf: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    what: 'Of the JSON log on standard error.',
  }),
  traces: setting(false, {
    what: '[A6] OpenTelemetry spans, by OTLP over HTTP. The OTEL_ variables of the standard hold too (sampler, headers, …).',
  }),
  tracesEndpoint: setting('', {
    what: 'Where spans go: http://host:4318. Empty: OTEL_EXPORTER_OTLP_ENDPOINT, or else this machine.',
  }),
  queueDashboard: setting(true, {
    what: 'bull-board at /queues, in the login of the console, to look at.',
  }),
} as const

type Widen<T> = T extends string ? string : T extends number ? number : boolean
export type Config = { [K in keyof typeof SETTINGS]: Widen<(typeof SETTINGS)[K]['default']> }

/** `given` maps setting names to values; strings are converted where the setting is a number or a yes/no. All problems at once. */
export function readConfig(given: Record<string, unknown>): { config: Config } | { problems: string[] } {
  const problems: string[] = []
  const config: Record<string, unknown> = {}
  for (const name of Object.keys(given)) {
    if (!(name in SETTINGS))
      problems.push(`There is no setting "${name}". Remove it, or correct its name${nearest(name)}.`)
  }
  for (const [name, rule] of Object.entries(SETTINGS) as [string, Setting<string | number | boolean>][]) {
    const value = given[name] === undefined ? rule.default : convert(given[name], rule.default)
    const problem = check(value, rule)
    if (problem) problems.push(`The setting "${name}" is ${JSON.stringify(given[name])}, but ${problem}.`)
    config[name] = value
  }
  return problems.length > 0 ? { problems } : { config: config as Config }
}

function convert(value: unknown, like: string | number | boolean): unknown {
  if (typeof value !== 'string' || typeof like === 'string') return value
  if (typeof like === 'boolean')
    return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value
  return value.trim() === '' ? value : Number(value)
}

function check(
  value: unknown,
  { default: like, min, max, oneOf }: Setting<string | number | boolean>,
): string | undefined {
  if (typeof value !== typeof like) return `must be a ${typeof like}`
  if (oneOf && !oneOf.includes(value as string)) return `must be one of ${oneOf.join(', ')}`
  if (typeof value !== 'number') return undefined
  if (!Number.isInteger(value)) return 'must be a whole number'
  if (value < (min ?? value) || value > (max ?? value)) return `must be from ${min} to ${max}`
  return undefined
}

function nearest(name: string): string {
  const close = Object.keys(SETTINGS).find((known) => known.toLowerCase() === name.toLowerCase().replace(/[-_]/g, ''))
  return close ? ` ("${close}")` : ''
}

/** A set-up that can not work: the sentence says what, why and what to do. Processes end with exit code 78 on it. */
export class ConfigProblem extends Error {
  override name = 'ConfigProblem'
}
export const CONFIG_EXIT_CODE = 78
