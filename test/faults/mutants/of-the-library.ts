import { anyFault } from '../fault.ts'
import { reconnectStorm } from '../faults/reconnect-storm.ts'
import { sigkillOf } from '../faults/sigkill.ts'
import { type Mutant, mutatedLibrary, replaced, withoutLines } from './mutant.ts'

/** Functions of the store that leave something out. */
export const MUTANTS_OF_THE_LIBRARY: readonly Mutant[] = [
  {
    name: 'no-fencing',
    what: 'A channel that a newer one has replaced is heard as before.',
    caughtBy: 'session truth',
    faults: [anyFault({ ...reconnectStorm, plan: (...given) => asTwins(reconnectStorm.plan(...given)) })],
    library: () => mutatedLibrary((source) => withoutLines(source, "'STALE_CHANNEL'")),
  },
  {
    name: 'double-final',
    what: 'A message that succeeded takes another result.',
    caughtBy: 'one final status',
    faults: [],
    library: () =>
      mutatedLibrary(
        (source) => source,
        'TRANSITIONS[STATUS.succeeded].fail = { to = STATUS.failed, event = KIND.failed }',
      ),
  },
  {
    name: 'floor-goes-back',
    what: 'An acknowledgement of long ago lowers the floor of a subscription.',
    caughtBy: 'hook stream',
    faults: [anyFault(sigkillOf(['subscriber', 'gateway'], 1, [0, 3_000]))],
    library: () => mutatedLibrary((source) => replaced(source, 'tonumber(floor_seq) < seq', 'true')),
  },
]

function asTwins(plan: ReturnType<typeof reconnectStorm.plan>): ReturnType<typeof reconnectStorm.plan> {
  return plan && { ...plan, detail: { ...plan.detail, twins: true } }
}
