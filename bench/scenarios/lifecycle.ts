import { sottoLifecycle } from '../ours/lifecycle.ts'
import { bareLifecycle } from '../peers/bare.ts'
import { glueLifecycle } from '../peers/glue.ts'
import { mosquittoLifecycle } from '../peers/mosquitto.ts'
import { natsLifecycle } from '../peers/nats.ts'
import type { Scenario } from '../scenario.ts'

const RATE = 'messagesPerSecond'

/** What all sides do the same: this many messages, over this many devices, submitted in groups of this size. */
export const LIFECYCLE = { messages: 100_000, devices: 2_000, perSubmit: 1_000, submitsAtATime: 4 }

export const lifecycle: Scenario = {
  name: 'lifecycle',
  what: '100,000 messages over 2,000 devices, until every status is final and the subscriber has seen every step',
  chart: RATE,
  sides: [
    { name: 'sotto', what: 'durable, tracked, hook-streamed', turn: (bench) => sottoLifecycle(bench, LIFECYCLE) },
    { name: 'bare', what: 'Socket.IO emit with ack, nothing stored', turn: (bench) => bareLifecycle(bench, LIFECYCLE) },
    { name: 'glue', what: 'a BullMQ job a message, ack, HSET, XADD', turn: (bench) => glueLifecycle(bench, LIFECYCLE) },
    { name: 'nats', what: 'JetStream, durable command and result', turn: (bench) => natsLifecycle(bench, LIFECYCLE) },
    { name: 'mosquitto', what: 'MQTT QoS 1 both ways', turn: (bench) => mosquittoLifecycle(bench, LIFECYCLE) },
  ],
  targets: [
    { name: 'of bare Socket.IO', of: `sotto.${RATE}`, to: `bare.${RATE}`, atLeast: 1 },
    { name: 'of BullMQ glue', of: `sotto.${RATE}`, to: `glue.${RATE}`, atLeast: 5 },
    { name: 'of NATS JetStream', of: `sotto.${RATE}`, to: `nats.${RATE}`, atLeast: 1.5 },
    { name: 'of mosquitto QoS 1', of: `sotto.${RATE}`, to: `mosquitto.${RATE}`, atLeast: 1 },
  ],
}
