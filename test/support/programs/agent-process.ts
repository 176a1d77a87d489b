// An agent in a process of its own, for tests that kill it. Arguments: server, folder, effects file, actions that can be resumed.
import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAgent, fileJournal } from '../../../clients/agent/index.ts'
import { promptClock } from '../prompt-clock.ts'

const [server, folder, effects, identity, resumable] = process.argv.slice(2) as [string, string, string, string, string]

const agent = createAgent({
  server,
  identity: JSON.parse(identity),
  journal: fileJournal({ folder }),
  clock: promptClock,
  concurrencyMax: 4,
  resumable: resumable === '' ? [] : resumable.split(','),
  actions: {
    // An effect that can not be taken back, and a while in which it can be killed on either side of it.
    act: async ({ messageId, resumed }) => {
      appendFileSync(effects, `${messageId}\n`)
      await sleep(Math.random() * 10)
      return resumed ? 'resumed' : 'done'
    },
    hang: async ({ messageId, resumed }) => {
      appendFileSync(effects, `${messageId}\n`)
      if (!resumed) await sleep(600_000)
      return resumed ? 'resumed' : 'done'
    },
  },
})
await agent.start()
