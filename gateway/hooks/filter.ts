import { SottoError } from '../../core/errors.ts'
import { FILTER_VALUES_MAX } from '../../core/limits.ts'
import { EVENT_KINDS } from '../../core/message.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { Block } from '../../core/ports/hook-log.ts'
import type { Filter } from '../../proto/gen/sotto/v1/Filter.ts'
import { matchesEvent, type Wanted } from './event-scan.ts'
import { createWordSet, type WordSet } from './word-set.ts'

/**
 * [H7, A5] What a caller wants of what a caller may see, compiled. `judge` looks at a block's header only: most blocks pass or
 * are skipped as a whole, and the bytes of single events are looked at in the rest.
 */
export type EventFilter = {
  judge(block: Pick<Block, 'kinds' | 'application'>): 'pass' | 'skip' | 'scan'
  /** @param start of an event's tag, @param end behind its last byte: see event-scan.ts */
  matches(data: Uint8Array, start: number, end: number): boolean
}

/** @throws SottoError INVALID_FIELD, LIMIT_REACHED, PERMISSION_DENIED */
export function compileFilter(filter: Filter | null | undefined, principal: Principal): EventFilter {
  const applications = visibleApplications(filter?.applications ?? [], principal)
  const wanted: Wanted = {
    kinds: kindMask(filter?.kinds ?? []),
    actions: words(filter?.actions ?? [], 'filter.actions'),
    devices: words(filter?.devices ?? [], 'filter.devices'),
    tags: words(filter?.tags ?? [], 'filter.tags'),
    applications: words(applications, 'filter.applications'),
  }
  const own = new Set(applications)
  const looksInside = wanted.actions !== undefined || wanted.devices !== undefined || wanted.tags !== undefined

  return {
    judge({ kinds, application }) {
      if (wanted.kinds !== 0 && (kinds & wanted.kinds) === 0) return 'skip'
      if (wanted.applications && application !== '' && !own.has(application)) return 'skip'
      const isSureOfKind = wanted.kinds === 0 || (kinds & ~wanted.kinds) === 0
      const isSureOfApplication = !wanted.applications || application !== ''
      return isSureOfKind && isSureOfApplication && !looksInside ? 'pass' : 'scan'
    },
    matches: (data, start, end) => matchesEvent(wanted, data, start, end),
  }
}

/** Empty: all of the tenant. */
function visibleApplications(asked: string[], { application, scopes }: Principal): string[] {
  if (scopes.includes('hooks:all')) return asked
  if (asked.some((name) => name !== application)) throw new SottoError('PERMISSION_DENIED', { detail: 'hooks:all' })
  return [application]
}

function kindMask(kinds: NonNullable<Filter['kinds']>): number {
  let mask = 0
  for (const [index, kind] of kinds.entries()) {
    const name = String(kind)
      .replace(/^EVENT_KIND_/, '')
      .toLowerCase()
    const ordinal = typeof kind === 'number' ? kind : (EVENT_KINDS as readonly string[]).indexOf(name) + 1
    if (ordinal < 1 || ordinal > EVENT_KINDS.length)
      throw new SottoError('INVALID_FIELD', {
        detail: `filter.kinds[${index}] is no kind of event`,
        field: `filter.kinds[${index}]`,
      })
    mask |= 1 << ordinal
  }
  return mask
}

function words(values: string[], field: string): WordSet | undefined {
  if (values.length > FILTER_VALUES_MAX)
    throw new SottoError('LIMIT_REACHED', { detail: `at most ${FILTER_VALUES_MAX} values in ${field}`, field })
  const empty = values.indexOf('')
  if (empty >= 0)
    throw new SottoError('INVALID_FIELD', {
      detail: `${field}[${empty}] is empty; leave the field out to let all through`,
      field: `${field}[${empty}]`,
    })
  return values.length > 0 ? createWordSet(values) : undefined
}
