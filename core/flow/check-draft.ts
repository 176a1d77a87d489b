import { CLOCK_MAXIMA, type Clocks } from '../clocks.ts'
import type { Draft } from '../command.ts'
import type { Config } from '../config.ts'
import { SottoError } from '../errors.ts'
import { ACTION_NAME, APPLICATION_ID, DEVICE_ID } from '../ids.ts'
import {
  CONTENT_BYTES_MAX,
  DEVICES_PER_SUBMIT_MAX,
  HOOK_APPLICATIONS_MAX,
  HOOK_ARGUMENTS_MAX,
  IDEMPOTENCY_KEY_BYTES_MAX,
  LABELS_MAX,
  NOTE_BYTES_MAX,
  TAGS_MAX,
  WORD_BYTES_MAX,
} from '../limits.ts'
import { utf8Bytes } from '../text.ts'

/** What a draft is once it is checked: its content as text, its clocks whole. */
export type CheckedDraft = { content: string; clocks: Clocks }

/** @throws SottoError that names the field [A2] */
export function checkDraft(draft: Draft, config: Config): CheckedDraft {
  if (!ACTION_NAME.test(draft.action)) fail('action', 'a name of lower-case letters, digits and hyphens, at most 64')
  checkTargets(draft)
  checkHook(draft.hook)
  const content = checkParams(draft.params)
  checkWord('concurrency_key', draft.concurrencyKey)
  if (utf8Bytes(draft.idempotencyKey) > IDEMPOTENCY_KEY_BYTES_MAX)
    fail('idempotency_key', `at most ${IDEMPOTENCY_KEY_BYTES_MAX} bytes`)
  if (draft.tags.length > TAGS_MAX) fail('tags', `at most ${TAGS_MAX} tags`)
  draft.tags.forEach((tag, i) => {
    if (tag === '') fail(`tags[${i}]`, 'not empty')
    checkWord(`tags[${i}]`, tag)
  })
  return { content, clocks: checkClocks(draft.clocks, config) }
}

function checkTargets({ devices, fleet }: Draft): void {
  if (fleet) {
    if (devices.length > 0) fail('fleet', 'devices or a fleet, not both')
    checkLabels('fleet.labels', fleet)
    return
  }
  if (devices.length === 0) fail('devices', 'at least one device, or a fleet')
  if (devices.length > DEVICES_PER_SUBMIT_MAX) {
    throw new SottoError('TOO_MANY_DEVICES', {
      field: 'devices',
      detail: `${devices.length} of at most ${DEVICES_PER_SUBMIT_MAX}`,
    })
  }
  const seen = new Set<string>()
  devices.forEach((device, i) => {
    if (!DEVICE_ID.test(device))
      fail(`devices[${i}]`, 'a letter or digit, then letters, digits and . _ : -, at most 128')
    if (seen.has(device)) throw new SottoError('DUPLICATE_DEVICE', { field: `devices[${i}]` })
    seen.add(device)
  })
}

/** @throws SottoError that names the label */
export function checkLabels(field: string, labels: Record<string, string>): void {
  const entries = Object.entries(labels)
  if (entries.length > LABELS_MAX) fail(field, `at most ${LABELS_MAX} labels`)
  for (const [name, value] of entries) {
    if (name === '') fail(field, 'label names that are not empty')
    checkWord(`${field}.${name}`, name)
    checkWord(`${field}.${name}`, value)
  }
}

function checkHook({ applications, program, arguments: args, interrupt }: Draft['hook']): void {
  if (applications.length > HOOK_APPLICATIONS_MAX) fail('hook.applications', `at most ${HOOK_APPLICATIONS_MAX}`)
  applications.forEach((name, i) => {
    if (!APPLICATION_ID.test(name))
      fail(`hook.applications[${i}]`, 'an application: lower-case letters, digits and . _ -, at most 64')
  })
  checkWord('hook.program', program)
  if (program === '' && (args.length > 0 || interrupt))
    fail('hook.program', 'given when there are arguments or an interrupt')
  if (args.length > HOOK_ARGUMENTS_MAX) fail('hook.arguments', `at most ${HOOK_ARGUMENTS_MAX}`)
  args.forEach((argument, i) => {
    if (utf8Bytes(argument) > NOTE_BYTES_MAX)
      throw new SottoError('TOO_LARGE', { field: `hook.arguments[${i}]`, detail: `at most ${NOTE_BYTES_MAX} bytes` })
    if (argument.includes('\0')) fail(`hook.arguments[${i}]`, 'free of NUL characters')
  })
}

function checkParams(params: unknown): string {
  const value = params ?? {}
  if (typeof value !== 'object' || Array.isArray(value)) fail('params', 'a JSON object')
  const content = JSON.stringify(value)
  const bytes = utf8Bytes(content)
  if (bytes > CONTENT_BYTES_MAX)
    throw new SottoError('TOO_LARGE', { field: 'params', detail: `${bytes} bytes of at most ${CONTENT_BYTES_MAX}` })
  return content
}

/** [M7] Zero means the default. */
function checkClocks(given: Clocks, config: Config): Clocks {
  const defaults: Clocks = {
    deliverBy: config.deliverBySeconds,
    ackBy: config.ackBySeconds,
    lease: config.leaseSeconds,
    completeBy: config.completeBySeconds,
  }
  const names = { deliverBy: 'deliver_by', ackBy: 'ack_by', lease: 'lease', completeBy: 'complete_by' } as const
  const clocks = { ...defaults }
  for (const clock of Object.keys(names) as (keyof Clocks)[]) {
    if (given[clock] > CLOCK_MAXIMA[clock]) fail(`clocks.${names[clock]}_seconds`, `at most ${CLOCK_MAXIMA[clock]} s`)
    if (given[clock] > 0) clocks[clock] = given[clock]
  }
  return clocks
}

function checkWord(field: string, word: string): void {
  if (utf8Bytes(word) > WORD_BYTES_MAX) fail(field, `at most ${WORD_BYTES_MAX} bytes`)
}

function fail(field: string, must: string): never {
  throw new SottoError('INVALID_FIELD', { field, detail: `it must be ${must}` })
}
