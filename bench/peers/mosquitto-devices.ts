import { connectAsync } from 'mqtt'
import type { DeviceTale } from '../devices/agent.ts'
import { answerQuestions } from '../programs/ask.ts'

/** Every device is an MQTT client of its own, with a session that outlives its connection. */
const CONNECTING_AT_A_TIME = 100

const tales = new Map<string, DeviceTale>()

answerQuestions({
  async open({ port, devices }: { port: number; devices: string[] }) {
    for (let at = 0; at < devices.length; at += CONNECTING_AT_A_TIME)
      await Promise.all(devices.slice(at, at + CONNECTING_AT_A_TIME).map((device) => openDevice(port, device)))
  },
  tales: () => [...tales],
})

async function openDevice(port: number, device: string): Promise<void> {
  const tale: DeviceTale = { effects: [], repeats: 0, refused: [] }
  tales.set(device, tale)
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: device, clean: false })
  client.on('message', (_topic, payload) => {
    const { messageId } = JSON.parse(payload.toString()) as { messageId: string }
    tale.effects.push(messageId)
    client.publish(`result/${device}`, JSON.stringify({ messageId, status: 'succeeded' }), { qos: 1 })
  })
  await client.subscribeAsync(`command/${device}`, { qos: 1 })
}
