import { sottoSingle } from '../ours/single.ts'
import { bareRun } from '../peers/bare.ts'
import type { Scenario } from '../scenario.ts'

export const SINGLE = { messages: 20_000, devices: 2_000, callers: 64 }

export const single: Scenario = {
  name: 'single',
  what: '20,000 messages, one a submit, by 64 callers',
  chart: 'messagesPerSecond',
  sides: [
    { name: 'sotto', what: 'until every status is final and seen', turn: (bench) => sottoSingle(bench, SINGLE) },
    { name: 'bare', what: '64 emits with ack at a time', turn: (bench) => bareRun(bench, SINGLE, SINGLE.callers) },
  ],
  targets: [{ name: 'of bare Socket.IO', of: 'sotto.messagesPerSecond', to: 'bare.messagesPerSecond', atLeast: 0.5 }],
}
