import { messageId, partitionOfDevice } from '../../core/ids.ts'
import type { CommandRecord, Place, Report, ReportAnswer } from '../../core/ports/messages.ts'
import type { Events, Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { codec } from '../../proto/index.ts'
import { type Entry, toBlock } from '../../store/redis/block.ts'
import type { Client } from '../../store/redis/connect.ts'
import { createDevices } from '../../store/redis/devices.ts'
import { createHead } from '../../store/redis/function-head.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { type LibrarySource, loadLibrary } from '../../store/redis/library.ts'
import { createMessages } from '../../store/redis/messages.ts'
import { createNodes } from '../../store/redis/nodes.ts'
import { openPlaces } from '../../store/redis/places.ts'
import { chance, digest, manualClock, testCommand, testConfig } from './fixture.ts'

const PARTITIONS = 4
const events = codec<Events, Events__Output>('Events')
let tenants = 0

/** The store's adapters with a clock that is moved by hand, and a tenant of the test's own. */
export async function openStoreWorld(client: Client, settings: Record<string, unknown> = {}, library?: LibrarySource) {
  const clock = manualClock()
  const config = testConfig(settings)
  const functions = await loadLibrary(client, library)
  const places = await openPlaces(client, PARTITIONS, 'test')
  const head = createHead(config, clock, chance)
  const messages = createMessages(client, functions, places, config, head)
  const devices = createDevices(client, functions, places, config, head)
  const nodes = createNodes(client, functions, clock, head)
  const tenant = `t${++tenants}`

  return {
    ...{ tenant, clock, config, functions, places, head, messages, devices, nodes },
    placeOf: (device: string): Place => ({ tenant, partition: partitionOfDevice(device, PARTITIONS) }),

    async enroll(device: string): Promise<void> {
      await devices.enroll(this.placeOf(device), device, Buffer.from(digest.sha256(device), 'hex'), {})
    },

    /** A device with a live channel, that says what it is told to. */
    async connect(device: string, given: { presented?: string; node?: string; epoch?: number } = {}) {
      const place = this.placeOf(device)
      const answer = await devices.open(place, {
        ...{ device, epoch: given.epoch ?? 1, node: given.node ?? 'node', wire: 'grpc' as const },
        ...{
          presented: given.presented ?? '',
          freshSession: digest.sha256(`${device} ${Math.random()}`).slice(0, 22),
          agent: '',
          actions: [],
        },
      })
      if ('refused' in answer) throw new Error(answer.refused)
      const { session, channel } = answer
      const say = async (report: Partial<Report> & Pick<Report, 'input' | 'messageId'>): Promise<ReportAnswer> => {
        const [word] = (await messages.report(place, [{ device, channel, session, ...report }])).answers
        return word ?? 'UNKNOWN_MESSAGE'
      }
      return {
        ...answer,
        say,
        receipt: async (id: string, attempt = 1, contentSha256 = '') =>
          await say({ input: 'receipt', messageId: id, attempt, contentSha256 }),
        succeed: async (id: string, output = '') =>
          await say({ input: 'succeed', messageId: id, outcome: { code: 'OK', detail: '', output } }),
      }
    },

    /** One message for each device; its ids in the same order. */
    async submit(names: string[], given: Partial<CommandRecord> = {}): Promise<string[]> {
      const command = testCommand(clock, given)
      const items = names.map((device, index) => ({
        device,
        messageId: messageId(command.commandId, this.placeOf(device).partition, index),
      }))
      for (const [i, item] of items.entries()) {
        const { problem } = await messages.submit(this.placeOf(item.device), command, [item], { force: false })
        if (problem) throw new Error(`${problem.code} ${i}`)
      }
      return items.map((item) => item.messageId)
    },

    /** Ids of what is taken for sending, in order. */
    async claim(device: string): Promise<string[]> {
      return (await messages.claim(this.placeOf(device), 256)).messages.map((message) => message.messageId)
    },

    async sweep(device: string): Promise<void> {
      while ((await messages.sweep(this.placeOf(device), 256)).more);
    },

    async status(id: string): Promise<string> {
      return (await messages.get(tenant, id))?.message.status ?? 'gone'
    },

    /** All events of the place of a device, in the order of the log. */
    async events(device: string): Promise<HookEvent__Output[]> {
      const blocks = await client.callBuffer('XRANGE', `${placePrefix(this.placeOf(device))}ev`, '-', '+')
      return (blocks as Entry[]).flatMap((entry) => events.decode(toBlock(entry).data).events)
    },

    async kinds(device: string, id: string): Promise<string[]> {
      return (await this.events(device))
        .filter((event) => event.messageId === id)
        .map((event) => event.kind.slice('EVENT_KIND_'.length).toLowerCase())
    },
  }
}
