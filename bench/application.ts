import { createSotto, type Draft, type HookEvent, type Sotto, type Submitted } from '../clients/sdk/index.ts'
import { within } from './measure/deadline.ts'
import type { System } from './system.ts'
import { createChecks } from './verify.ts'

/** The application of our side, made of the SDK: submits, and one subscriber that sees what became of each message. */
export type Application = {
  sotto: Sotto
  submit(draft: Draft): Promise<Submitted>
  /** All messages that were submitted so far. */
  messages: Set<string>
  commands: Map<string, number>
  /** Resolves when every submitted message was seen received and succeeded. */
  allSeen(deadlineMs: number): Promise<void>
  /** Called with each event as it comes. */
  onEvent: ((event: HookEvent) => void) | undefined
  verify(): Promise<void>
  close(): void
}

const RECEIVED = 1
const SUCCEEDED = 2
const LOOK_MS = 1
const GETS_AT_A_TIME = 64
const FLEET_MAX = 100_000
/** All that can become of a message but the steps that the server takes by itself. */
const KINDS = [
  'received',
  'succeeded',
  'failed',
  'rejected',
  'expired',
  'timed_out',
  'canceled',
  'removed',
  'corrected',
] as const

export async function openApplication(system: System, gateway = 0): Promise<Application> {
  const sotto = createSotto({ address: system.gateways[gateway]!.grpc, key: system.key })
  const watch = sotto.watch({ filter: { kinds: [...KINDS] }, start: 'latest' })
  const seen = new Map<string, number>()
  const odd: string[] = []
  const messages = new Set<string>()
  const commands = new Map<string, number>()
  /** Commands of fleets: too many messages for the answer to name them. */
  const unnamed: string[] = []
  let complete = 0
  let expected = 0
  let failure: Error | undefined

  function take(event: HookEvent): void {
    application.onEvent?.(event)
    const { messageId, kind } = event
    const mark = kind === 'received' ? RECEIVED : kind === 'succeeded' ? SUCCEEDED : 0
    const before = seen.get(messageId) ?? 0
    if (mark === 0 || before & mark || (mark === SUCCEEDED && before === 0))
      odd.push(`${messageId} ${kind} after ${before}`)
    seen.set(messageId, before | mark)
    if ((before | mark) === (RECEIVED | SUCCEEDED) && before !== (RECEIVED | SUCCEEDED)) complete++
  }

  const reading = (async () => {
    for await (const item of watch.batches()) {
      if (item.type === 'gap') throw new Error(`the subscriber got a gap: ${JSON.stringify(item)}`)
      for (const event of item.events) take(event)
    }
  })().catch((error: Error) => {
    failure = error
  })
  await within(10_000, watch.opened(), () => 'the subscriber’s stream')

  const application: Application = {
    sotto,
    messages,
    commands,
    onEvent: undefined,
    async submit(draft) {
      const answer = await sotto.submit(draft)
      expected += answer.messageCount
      for (const id of answer.messageIds) messages.add(id)
      if (answer.messageIds.length < answer.messageCount) unnamed.push(answer.commandId)
      commands.set(answer.commandId, answer.messageCount)
      return answer
    },
    async allSeen(deadlineMs) {
      const endAt = performance.now() + deadlineMs
      while (complete < expected) {
        if (failure) throw failure
        if (performance.now() > endAt) throw new Error(`the subscriber saw ${complete} of ${expected} messages end`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    },
    async verify() {
      for (const id of unnamed)
        for (const message of await system.store.messages.listByCommand(system.tenant, id, undefined, FLEET_MAX))
          messages.add(message)
      const checks = createChecks('events and statuses')
      for (const what of odd) checks.that(false, () => `an event that should not be: ${what}`)
      for (const id of messages)
        checks.that(seen.get(id) === (RECEIVED | SUCCEEDED), () => `${id} was not seen to its end`)
      checks.that(seen.size === expected, () => `events of ${seen.size} messages, but ${expected} were submitted`)
      const ids = [...commands]
      for (let at = 0; at < ids.length; at += GETS_AT_A_TIME) {
        await Promise.all(
          ids.slice(at, at + GETS_AT_A_TIME).map(async ([id, count]) => {
            const { open, finals } = await sotto.getCommand(id)
            checks.that(
              open === 0 && finals.succeeded === count,
              () => `${id}: ${open} open, ${finals.succeeded} of ${count} succeeded`,
            )
          }),
        )
      }
      checks.done()
    },
    close() {
      void watch.close()
      sotto.close()
      void reading
    },
  }
  return application
}
