import type { World } from '../../../core/ports/world.ts'
import type { HistoryWriter } from '../history.ts'
import type { Word } from '../world.ts'

/**
 * The moments between two steps at which a crash is worst, by who passes them. The product knows nothing of them: they are
 * wrapped around its ports, and around a device's journal, where the programs of this folder put the parts together.
 */
export const TRAPS = {
  gateway: ['stored, not queued', 'reported, not stored', 'recorded, not accepted', 'taken from the inbox, not sent'],
  worker: ['claimed, not sent', 'sent, not recorded'],
  fleet: ['journalled, not done', 'done, not journalled', 'journalled, not said'],
  agent: ['journalled, not done', 'done, not journalled'],
} as const
export type Trap = (typeof TRAPS)[keyof typeof TRAPS][number]

export type Traps = {
  hear(word: Word): void
  /** Nothing comes after it when the trap is armed and this is the passage. */
  pass(trap: Trap): void
}

export function createTraps(history: HistoryWriter): Traps {
  let armed = { trap: '', passages: 0 }
  return {
    hear(word) {
      if (word.say === 'arm') armed = { trap: word.trap, passages: word.passages }
      if (word.say === 'disarm') armed = { trap: '', passages: 0 }
    },
    pass(trap) {
      if (armed.trap !== trap || --armed.passages > 0) return
      history.write({ is: 'trap', trap })
      process.kill(process.pid, 'SIGKILL')
    },
  }
}

/** The ports of a gateway or a worker, with the traps between the steps. */
export function withTraps<Ports extends World>(world: Ports, { pass }: Traps): Ports {
  const { messages, inbox, wakes } = world
  return {
    ...world,
    messages: {
      ...messages,
      async submit(...given) {
        const answer = await messages.submit(...given)
        if (answer.kick > 0) pass('stored, not queued')
        return answer
      },
      async report(...given) {
        pass('reported, not stored')
        const answer = await messages.report(...given)
        pass('recorded, not accepted')
        return answer
      },
      async claim(...given) {
        const claim = await messages.claim(...given)
        if (claim.messages.length > 0) pass('claimed, not sent')
        return claim
      },
    },
    wakes: {
      ...wakes,
      stay: (place, take) =>
        wakes.stay(place, async (handed) => {
          pass('claimed, not sent')
          await take(handed)
        }),
    },
    inbox: {
      async send(...given) {
        await inbox.send(...given)
        pass('sent, not recorded')
      },
      read: (node, onParcels) =>
        inbox.read(node, (parcels) => {
          pass('taken from the inbox, not sent')
          onParcels(parcels)
        }),
    },
  }
}
