import type { SimulatedAgent } from './agent.ts'
import { dialSocketIo } from './socketio.ts'

type Item = Record<string, unknown>

/** A simulated agent's channel over Socket.IO. @param closed `comeBackMs`: as the server said it, undefined without a word */
export function openSocketIoChannel(
  address: string,
  agent: SimulatedAgent,
  closed: (why: string, comeBackMs: number | undefined) => void,
): { destroy(): void } {
  let lastWord: { reason: string; comeBackMs: number } | undefined
  const link = dialSocketIo(address, {
    connected() {
      agent.connected({
        hello: (hello, signature) => link.emit('hello', [{ ...hello, signature: signature.toString('base64') }]),
        results: (results) => link.emit('result', results),
      })
    },
    event(name, list) {
      const items = list as Item[]
      switch (name) {
        case 'deliver':
          return agent.delivered(items as Parameters<SimulatedAgent['delivered']>[0])
        case 'accepted':
          for (const item of items) {
            if (item.results) agent.accepted(item.results as string[])
            if (item.refused) agent.refused(item.refused as { messageId: string; code: string }[])
          }
          return
        case 'challenge':
          return agent.challenged(Buffer.from(String(items[0]?.nonce), 'base64'))
        case 'welcome':
          return agent.welcomed(String(items[0]?.sessionId))
        case 'close':
          lastWord = { reason: String(items[0]?.reason), comeBackMs: Number(items[0]?.retryAfterMs) }
      }
    },
    closed(why) {
      agent.disconnected()
      closed(lastWord?.reason ?? why, lastWord?.comeBackMs)
    },
  })
  return { destroy: () => link.destroy() }
}
