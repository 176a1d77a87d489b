import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import type { DeviceTale } from '../devices/agent.ts'
import { deviceNames } from '../devices/identity.ts'
import type { Load } from '../ours/lifecycle.ts'
import { startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { drive, type Peer } from './drive.ts'
import { programOf } from './install.ts'
import { startPeerServer } from './server-process.ts'

/** Its defaults would drop messages at this load (1,000 queued a client) and send 20 at a time. */
const SETTINGS = ['allow_anonymous true', 'persistence true', 'max_inflight_messages 1000', 'max_queued_messages 0']

export async function mosquittoLifecycle(bench: Bench, load: Load): Promise<Figures> {
  const server = await startPeerServer(programOf('mosquitto'), async (port, folder) => {
    const file = join(folder, 'mosquitto.conf')
    const settings = [`listener ${port} 127.0.0.1`, `persistence_location ${folder}/`, 'log_type error', ...SETTINGS]
    // Started by root it becomes another user, who may not write to our folder.
    const user = process.getuid?.() === 0 ? ['user root'] : []
    await writeFile(file, `${[...settings, ...user].join('\n')}\n`)
    return ['-c', file]
  })
  const devices = startProgram(new URL('./mosquitto-devices.ts', import.meta.url))
  const client = await connectAsync(`mqtt://127.0.0.1:${server.port}`, { clientId: 'application', clean: false })
  try {
    await devices.ask('open', { port: server.port, devices: deviceNames(scaled(bench, load.devices, 10)) })
    const peer: Peer = {
      name: 'mosquitto',
      onResult: () => undefined,
      cast: { server: [server.pid], devices: [devices.pid] },
      tales: async () => new Map(await devices.ask<[string, DeviceTale][]>('tales')),
      keepsOrder: true,
      async send(messages) {
        await Promise.all(
          messages.map(({ device, messageId, content }) =>
            client.publishAsync(`command/${device}`, JSON.stringify({ messageId, action: 'ping', content }), {
              qos: 1,
            }),
          ),
        )
      },
    }
    client.on('message', (_topic, payload) => {
      peer.onResult((JSON.parse(payload.toString()) as { messageId: string }).messageId)
    })
    await client.subscribeAsync('result/+', { qos: 1 })
    return await drive(bench, load, peer)
  } finally {
    await client.endAsync(true)
    await devices.stop()
    await server.stop()
  }
}
