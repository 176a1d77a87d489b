import { hash } from 'node:crypto'
import { privateKeyOf, signHello } from './identity.ts'

type Deliver = { messageId: string; content: string; contentSha256: string }
type Result = {
  messageId: string
  status: 'STATUS_SUCCEEDED'
  outcome: { code: string; detail: string; output: string }
  contentSha256: string
}

/** How the agent's words reach its channel; there are two wires. */
export type Voice = {
  hello(hello: Record<string, unknown>, signature: Buffer): void
  results(results: (Result & { sessionId: string })[]): void
}

/**
 * What the real agent does with a handler that ends at once: the result is its own receipt, and all of one turn goes into
 * one frame. A message that comes again is answered from the journal, without the effect.
 */
export type SimulatedAgent = {
  challenged(nonce: Buffer): void
  welcomed(sessionId: string): void
  delivered(messages: Deliver[]): void
  accepted(results: string[]): void
  refused(list: { messageId: string; code: string }[]): void
  connected(voice: Voice): void
  disconnected(): void
}

/** What happened on the device, for the check after the run. */
export type DeviceTale = {
  /** Messages in the order in which their effect was had; one that stands here twice ran twice. */
  effects: string[]
  /** Deliveries that were answered from the journal. */
  repeats: number
  refused: string[]
}

export type EffectListener = (message: { messageId: string; content: string }) => void

const TENANT = 'default'
const EPOCH = 1

export function createSimulatedAgent(
  device: string,
  tale: DeviceTale,
  onOpen: () => void,
  onEffect: EffectListener | undefined,
): SimulatedAgent {
  const key = privateKeyOf(device)
  const unaccepted = new Map<string, Result>()
  let done: Set<string> | undefined
  let voice: Voice | undefined
  let session = ''
  let unsaid: Result[] = []

  function say(results: Result[]): void {
    if (!voice || results.length === 0) return
    voice.results(results.map((result) => ({ ...result, sessionId: session })))
  }

  function flush(): void {
    const results = unsaid
    unsaid = []
    say(results)
  }

  function act(message: Deliver): Result {
    const contentSha256 = hash('sha256', message.content)
    const result: Result = {
      messageId: message.messageId,
      status: 'STATUS_SUCCEEDED',
      outcome: { code: 'OK', detail: '', output: '' },
      contentSha256,
    }
    done ??= new Set(tale.effects)
    if (done.has(message.messageId)) tale.repeats++
    else {
      done.add(message.messageId)
      tale.effects.push(message.messageId)
      onEffect?.(message)
    }
    unaccepted.set(message.messageId, result)
    return result
  }

  return {
    connected(next) {
      voice = next
    },
    disconnected() {
      voice = undefined
    },
    challenged(nonce) {
      const hello = { tenant: TENANT, deviceId: device, epoch: EPOCH, sessionId: session, agent: 'bench' }
      voice?.hello(hello, signHello(key, TENANT, device, EPOCH, nonce))
    },
    welcomed(sessionId) {
      session = sessionId
      unsaid = []
      say([...unaccepted.values()])
      onOpen()
    },
    delivered(messages) {
      if (unsaid.length === 0) setImmediate(flush)
      for (const message of messages) unsaid.push(act(message))
    },
    accepted(results) {
      for (const messageId of results) unaccepted.delete(messageId)
    },
    refused(list) {
      for (const { messageId, code } of list) {
        if (code === 'STALE_SESSION' || code === 'STALE_CHANNEL') continue
        unaccepted.delete(messageId)
        tale.refused.push(`${messageId} ${code}`)
      }
    },
  }
}
