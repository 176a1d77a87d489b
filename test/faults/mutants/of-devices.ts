import { anyFault } from '../fault.ts'
import { betweenStepsOf } from '../faults/between-steps.ts'
import { reconnectStorm } from '../faults/reconnect-storm.ts'
import { sigstop } from '../faults/sigstop.ts'
import type { Mutant } from './mutant.ts'

/** Devices that do not keep their side of the contract. */
export const MUTANTS_OF_DEVICES: readonly Mutant[] = [
  {
    name: 'journal-off',
    what: 'The device remembers what it did only as long as its process lives.',
    caughtBy: 'at most one effect',
    faults: [anyFault(betweenStepsOf(['fleet']))],
    device: { journal: 'memory' },
  },
  {
    name: 'journal-by-attempt',
    what: 'The device knows a message by its attempt: a repetition is a new one.',
    caughtBy: 'at most one effect',
    faults: [anyFault(reconnectStorm)],
    device: { identity: (messageId, attempt) => `${messageId}/${attempt}` },
  },
  {
    name: 'runs-expired',
    what: 'The device looks at the expiry when a message comes, not when its turn has come.',
    caughtBy: 'clocks',
    faults: [
      anyFault({
        ...sigstop,
        plan: (random, cast, ms) =>
          sigstop.plan(random, { ...cast, parts: cast.parts.filter(({ kind }) => kind === 'fleet') }, ms),
      }),
    ],
    device: { ignoresExpiry: true },
  },
]
