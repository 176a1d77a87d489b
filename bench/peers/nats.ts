import { AckPolicy, jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { DeviceTale } from '../devices/agent.ts'
import { deviceNames } from '../devices/identity.ts'
import type { Load } from '../ours/lifecycle.ts'
import { startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { drive, type Peer } from './drive.ts'
import { programOf } from './install.ts'
import { NATS } from './nats-names.ts'
import { startPeerServer } from './server-process.ts'

/** Both streams are on the disk. The server writes without waiting for the disk, which is its default; ours waits. */
export async function natsLifecycle(bench: Bench, load: Load): Promise<Figures> {
  const server = await startPeerServer(programOf('nats'), (port, folder) => [
    ...['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder, '-l', '/dev/null'],
  ])
  const devices = startProgram(new URL('./nats-devices.ts', import.meta.url))
  const connection = await connect({ servers: `127.0.0.1:${server.port}` })
  try {
    await makeStreams(connection)
    await devices.ask('open', { port: server.port, devices: deviceNames(scaled(bench, load.devices, 10)) })
    const js = jetstream(connection)
    const peer: Peer = {
      name: 'nats',
      onResult: () => undefined,
      cast: { server: [server.pid], devices: [devices.pid] },
      tales: async () => new Map(await devices.ask<[string, DeviceTale][]>('tales')),
      keepsOrder: true,
      async send(messages) {
        await Promise.all(
          messages.map(({ device, messageId, content }) =>
            js.publish(`command.${device}`, JSON.stringify({ messageId, action: 'ping', content })),
          ),
        )
      },
    }
    const consumer = await js.consumers.get(NATS.results, NATS.application)
    const results = await consumer.consume({ max_messages: NATS.fetch })
    const reading = (async () => {
      for await (const message of results) {
        message.ack()
        peer.onResult(message.json<{ messageId: string }>().messageId)
      }
    })()
    const figures = await drive(bench, load, peer)
    results.stop()
    await reading
    return figures
  } finally {
    await connection.close()
    await devices.stop()
    await server.stop()
  }
}

async function makeStreams(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection)
  const consumers = [
    { stream: NATS.commands, subjects: ['command.>'], durable: NATS.devices },
    { stream: NATS.results, subjects: ['result.>'], durable: NATS.application },
  ]
  for (const { stream, subjects, durable } of consumers) {
    await manager.streams.add({ name: stream, subjects, storage: StorageType.File })
    await manager.consumers.add(stream, {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      max_ack_pending: NATS.unacknowledgedMax,
    })
  }
}
