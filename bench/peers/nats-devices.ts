import { jetstream } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import type { DeviceTale } from '../devices/agent.ts'
import { answerQuestions } from '../programs/ask.ts'
import { NATS } from './nats-names.ts'

/**
 * All devices on one connection with one durable consumer, which is kinder to NATS than life: each of 2,000 devices with a
 * consumer of its own would cost the server more.
 */
const tales = new Map<string, DeviceTale>()

answerQuestions({
  async open({ port, devices }: { port: number; devices: string[] }) {
    for (const device of devices) tales.set(device, { effects: [], repeats: 0, refused: [] })
    const js = jetstream(await connect({ servers: `127.0.0.1:${port}` }))
    const consumer = await js.consumers.get(NATS.commands, NATS.devices)
    const messages = await consumer.consume({ max_messages: NATS.fetch })
    void (async () => {
      for await (const message of messages) {
        const device = message.subject.slice('command.'.length)
        const { messageId } = message.json<{ messageId: string }>()
        tales.get(device)?.effects.push(messageId)
        // The command is done with when its result is stored.
        const result = JSON.stringify({ messageId, status: 'succeeded' })
        void js.publish(`result.${device}`, result).then(() => message.ack())
      }
    })()
  },
  tales: () => [...tales],
})
