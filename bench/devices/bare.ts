import type { DeviceTale, EffectListener } from './agent.ts'
import { dialSocketIo } from './socketio.ts'

/** A device of the peers that use Socket.IO alone: its name is its only credential, and it acknowledges what it did. */
export function openBareChannel(
  address: string,
  device: string,
  tale: DeviceTale,
  onOpen: () => void,
  onEffect: EffectListener | undefined,
  closed: (why: string, comeBackMs: number | undefined) => void,
): { destroy(): void } {
  const link = dialSocketIo(address, {
    connected: () => link.emit('iam', device),
    event(name, message, acknowledge) {
      if (name === 'welcome') return onOpen()
      const { messageId, content } = message as { messageId: string; content: string }
      tale.effects.push(messageId)
      onEffect?.({ messageId, content })
      acknowledge?.(`{"messageId":"${messageId}","status":"succeeded"}`)
    },
    closed: (why) => closed(why, undefined),
  })
  return link
}
