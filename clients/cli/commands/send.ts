import { readFileSync } from 'node:fs'
import type { Draft, HookEvent, JsonObject, JsonValue, Settled, Sotto, Submitted } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { usage } from '../failure.ts'
import { createLiveLine } from '../live-line.ts'
import { messageColumns } from '../message-form.ts'
import { collect, pair, pairs, seconds } from '../units.ts'

export type SendOptions = {
  device?: string[]
  label?: string[]
  all?: true
  params?: string
  param?: string[]
  paramsFile?: string
  program?: string
  arg?: string[]
  interrupt?: true
  application?: string[]
  deliverBy?: string
  ackBy?: string
  lease?: string
  completeBy?: string
  tag?: string[]
  keyName?: string
  supersede?: true
  idempotencyKey?: string
  wait?: true
  timeout?: string
}

const EXAMPLES = `
Examples:
  sotto send lock --device kiosk-1
  sotto send collect-logs --label site=berlin --param since=1h --wait
  sotto send update --all --params '{"version":"2.4"}' --key-name update --deliver-by 2d
  sotto send cleanup --device pi-7 --program cleanup --arg --deep --interrupt
`

export function define(command: Command, act: Act): void {
  command
    .argument('<action>', 'what to do, by name')
    .addOption(new Option('-d, --device <id>', 'to this device (again for more)').argParser(collect))
    .addOption(
      new Option('-l, --label <key=value>', 'to every device with this label (again: and this)').argParser(collect),
    )
    .option('--all', 'to every device')
    .option('--params <json>', 'parameters as a JSON object')
    .addOption(
      new Option('-p, --param <name=value>', 'one parameter; JSON if it reads as JSON, else text').argParser(collect),
    )
    .option('--params-file <path>', 'parameters from a JSON file; - reads standard input')
    .option('--program <name>', "run this program of the agent's allow-list in place of the action's handler")
    .addOption(new Option('--arg <text>', 'an argument of the program (again for more)').argParser(collect))
    .option('--interrupt', 'the host application on the device yields meanwhile')
    .addOption(new Option('--application <name>', 'who sees the events (else: who sends)').argParser(collect))
    .option('--deliver-by <duration>', 'the device must have it within this time (24h)')
    .option('--ack-by <duration>', 'one sending must be receipted within this time (10s)')
    .option('--lease <duration>', 'from one progress to the next (60s)')
    .option('--complete-by <duration>', 'from the receipt to the result (15m)')
    .addOption(new Option('--tag <word>', 'to find and filter by (again for more)').argParser(collect))
    .option('--key-name <key>', 'messages of one device with the same key run one after another')
    .option('--supersede', 'replace what was queued for the same action and not yet sent')
    .option('--idempotency-key <key>', 'the same key gives the same command again (else a random one)')
    .option('-w, --wait', 'wait until every message is final; exit 1 unless all succeeded')
    .option('--timeout <duration>', 'how long to wait (5m); then exit 6')
    .addHelpText('after', EXAMPLES)
    .action(act<SendOptions>(send))
}

const WAIT_SECONDS = 300

async function send(call: Call<SendOptions>): Promise<ExitCode | undefined> {
  const { TRACEPARENT: traceparent, TRACESTATE: tracestate } = call.terminal.env
  const carried = { ...(traceparent && { traceparent }), ...(tracestate && { tracestate }) }
  const draft = { ...draftOf(call.args, call.options), ...carried }
  const waitSeconds = call.options.timeout === undefined ? WAIT_SECONDS : seconds('--timeout', call.options.timeout)
  const sotto = await call.sotto()
  const submitted = await sotto.submit(draft)
  if (!call.options.wait) return printSubmitted(call, submitted)
  const settled = await waitLive(call, sotto, submitted, waitSeconds * 1_000)
  await call.output.list(settled.messages, messageColumns(), 'The command had no devices.')
  return settled.satisfied ? EXIT.OK : EXIT.FAILED
}

/** What the command line asks for. Throws usage failures. */
export function draftOf(args: string[], options: SendOptions): Draft {
  const clocks = {
    ...(options.deliverBy !== undefined && { deliverBySeconds: seconds('--deliver-by', options.deliverBy) }),
    ...(options.ackBy !== undefined && { ackBySeconds: seconds('--ack-by', options.ackBy) }),
    ...(options.lease !== undefined && { leaseSeconds: seconds('--lease', options.lease) }),
    ...(options.completeBy !== undefined && { completeBySeconds: seconds('--complete-by', options.completeBy) }),
  }
  const params = paramsOf(options)
  return {
    action: args[0] ?? '',
    ...targetOf(options),
    ...(params && { params }),
    ...hookOf(options),
    ...(Object.keys(clocks).length > 0 && { clocks }),
    ...(options.tag && { tags: options.tag }),
    ...(options.keyName !== undefined && { concurrencyKey: options.keyName }),
    ...(options.idempotencyKey !== undefined && { idempotencyKey: options.idempotencyKey }),
    ...(options.supersede && { supersede: true }),
  }
}

function targetOf({ device, label, all }: SendOptions): Pick<Draft, 'devices' | 'fleet'> {
  const ways = [device, label, all].filter((way) => way !== undefined)
  if (ways.length !== 1)
    throw usage('It must be said whom this is for, in one way: --device (again for more), --label, or --all.')
  return device ? { devices: device } : { fleet: { labels: pairs('--label', label) } }
}

function hookOf({ program, arg, interrupt, application }: SendOptions): Pick<Draft, 'hook'> {
  if (arg && program === undefined) throw usage('--arg is for a program. Name it with --program, or use --param.')
  if (program === undefined && !interrupt && !application) return {}
  return {
    hook: {
      ...(program !== undefined && { program }),
      ...(arg && { arguments: arg }),
      ...(interrupt && { interrupt }),
      ...(application && { applications: application }),
    },
  }
}

function paramsOf({ params, param, paramsFile }: SendOptions): JsonObject | undefined {
  if (params !== undefined && paramsFile !== undefined)
    throw usage('--params and --params-file both give all parameters. Use one of them.')
  const whole = params !== undefined ? parseObject('--params', params) : fileOf(paramsFile)
  if (!param) return whole
  return { ...whole, ...Object.fromEntries(param.map((text) => parseParam(text))) }
}

function fileOf(path: string | undefined): JsonObject | undefined {
  if (path === undefined) return undefined
  try {
    return parseObject('--params-file', readFileSync(path === '-' ? 0 : path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw usage(`--params-file ${path} can not be read: ${(error as Error).message}. Correct the path.`)
  }
}

function parseObject(option: string, text: string): JsonObject {
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw usage(`${option} must be a JSON object like '{"version":"2.4"}'. Mind the quotes of your shell.`)
}

function parseParam(text: string): [string, JsonValue] {
  const [name, value] = pair('--param', text)
  return [name, parseJson(value) ?? (value === 'null' ? null : value)]
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // Not JSON: the caller says what that means.
    return undefined
  }
}

function printSubmitted({ output }: Call<SendOptions>, submitted: Submitted): undefined {
  output.item(submitted, ({ commandId, messageIds, messageCount, durability, repeated }) => [
    ['command', repeated ? `${commandId} (accepted before, nothing new was made)` : commandId],
    ['messages', String(messageCount)],
    ...messageIds.slice(0, SHOWN_MESSAGES_MAX).map((id): [string, string] => ['', id]),
    ['stored', durability],
    ['next', `sotto get ${commandId}   sotto explain ${messageIds[0] ?? '<message>'}`],
  ])
  return undefined
}

const SHOWN_MESSAGES_MAX = 10

async function waitLive(
  { terminal, say }: Call<SendOptions>,
  sotto: Sotto,
  { commandId, messageCount }: Submitted,
  timeoutMs: number,
): Promise<Settled> {
  const newest = new Map<string, string>()
  const line = createLiveLine(terminal)
  if (terminal.err.isTTY !== true)
    say(`${commandId}: waiting for ${messageCount} message${messageCount === 1 ? '' : 's'}`)
  const onEvent = ({ messageId, kind, progressPercent, progressNote }: HookEvent) => {
    const progress = kind === 'progress' ? ` ${progressPercent} % ${progressNote}` : ''
    newest.set(messageId, messageCount === 1 ? `${kind}${progress}` : kind)
    line.show(`${commandId}  ${summary(newest, messageCount)}`)
  }
  line.show(`${commandId}  ${messageCount} queued`)
  try {
    return await sotto.waitFor(commandId, { timeoutMs, onEvent })
  } finally {
    line.end()
  }
}

/** `2 succeeded, 1 progress`; of a single message all that it says. */
function summary(newest: Map<string, string>, messageCount: number): string {
  if (messageCount === 1) return [...newest.values()].join('')
  const counts = new Map<string, number>()
  for (const kind of newest.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
}
