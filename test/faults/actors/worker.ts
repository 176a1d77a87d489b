// A worker as workers/main.ts puts it together, with traps around its ports. Settings come from the environment.
import { runWorkQueue } from '../../../store/bullmq/queue.ts'
import { openStore } from '../../../store/open.ts'
import { runRole } from '../../../store/role.ts'
import { serveWorker } from '../../../workers/serve.ts'
import { mutantOf } from '../mutants/index.ts'
import { measureMemory } from './memory.ts'
import { takeSeat } from './seat.ts'
import { createTraps, withTraps } from './traps.ts'

const { seat, history, onWord } = takeSeat()
const traps = createTraps(history)
onWord(traps.hear)
measureMemory(history)
const mutant = mutantOf(seat.mutant)

await runRole({
  name: 'worker',
  async start(config, log) {
    const store = await openStore(config, (what, err) => log.warn({ err }, what), mutant.library?.())
    const worker = serveWorker(
      withTraps(mutant.ports?.(store, seat) ?? store, traps),
      (run, onProblem) => runWorkQueue(config.redisUrl, config.workerConcurrency, run, onProblem),
      log,
    )
    return {
      facts: {},
      async close() {
        await worker.close()
        await store.close()
      },
    }
  },
})
