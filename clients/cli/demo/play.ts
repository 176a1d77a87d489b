import { setTimeout as sleep } from 'node:timers/promises'
import type { HookEvent, Sotto } from '@sotto/sdk'
import { DEVICES, type DemoDevices } from './devices.ts'
import { SCENES, type Scene } from './scenes.ts'
import { judgeLife, judgeOrder } from './verdict.ts'

/** A scene that was played, and what was wrong with it. */
export type Played = { scene: Scene; messageId: string; problems: string[] }

export type Audience = {
  /** Something happened beside the messages. */
  note(text: string): void
  /** Every hook event, in the order it came. */
  events: readonly HookEvent[]
  /** The demo was stopped. */
  over: AbortSignal
}

/** So that a person sees that the message waits for the device. */
const OFFLINE_MS = 1_500
const LOOK_EVERY_MS = 50

/** Plays all scenes at the same time, and judges them when every message is final and its events have come. */
export async function play(
  sotto: Sotto,
  devices: DemoDevices,
  { note, events, over }: Audience,
  deadlineAt: number,
): Promise<{ played: Played[]; orderProblems: string[] }> {
  for (const device of DEVICES) await devices.switchOn(device)
  for (const { device } of SCENES.filter(({ offline }) => offline)) {
    await devices.switchOff(device)
    note(`${device} goes off`)
  }
  for (const { device, draft, title } of SCENES) note(`submitting ${draft.action} for ${device}: it ${title}`)
  const messageIds = await Promise.all(SCENES.map((scene) => submit(sotto, scene)))
  const comeBack = sleep(OFFLINE_MS).then(async () => {
    for (const { device } of SCENES.filter(({ offline }) => offline && !over.aborted)) {
      note(`${device} comes back`)
      await devices.switchOn(device)
    }
  })
  const settled = messageIds.map((id) => sotto.waitFor(id, { timeoutMs: Math.max(1, deadlineAt - Date.now()) }))
  // What did not come in time is told below, of each message by itself.
  await Promise.all([comeBack, ...settled.map((one) => one.catch(() => undefined))])
  await untilSeen(messageIds, events, () => over.aborted || Date.now() > deadlineAt)
  const played = await Promise.all(
    SCENES.map(async (scene, index): Promise<Played> => {
      const messageId = messageIds[index]!
      return { scene, messageId, problems: judgeLife(scene, messageId, [...events], await sotto.get(messageId)) }
    }),
  )
  return { played, orderProblems: judgeOrder([...events]) }
}

async function submit(sotto: Sotto, scene: Scene): Promise<string> {
  const { messageIds } = await sotto.submit({ ...scene.draft, devices: [scene.device], tags: ['demo'] })
  return messageIds[0] ?? ''
}

/** The state may be known a moment before its event has come over the stream. */
async function untilSeen(messageIds: string[], events: readonly HookEvent[], isOver: () => boolean): Promise<void> {
  const ended = () => SCENES.every(({ expected }, index) => has(events, messageIds[index]!, expected.at(-1)!))
  while (!ended() && !isOver()) await sleep(LOOK_EVERY_MS)
}

const has = (events: readonly HookEvent[], messageId: string, kind: string): boolean =>
  events.some((event) => event.messageId === messageId && event.kind === kind)
