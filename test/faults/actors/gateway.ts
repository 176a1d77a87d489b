// A gateway as gateway/main.ts puts it together, with traps around its ports. Settings come from the environment.
import { serveGateway } from '../../../gateway/serve.ts'
import { openStore } from '../../../store/open.ts'
import { runRole } from '../../../store/role.ts'
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
  name: 'gateway',
  async start(config, log) {
    const store = await openStore(config, (what, err) => log.warn({ err }, what), mutant.library?.())
    const world = withTraps(mutant.ports?.(store, seat) ?? store, traps)
    const gateway = await serveGateway(world, store.work.queue, log)
    return {
      facts: gateway.facts,
      async close() {
        await gateway.close()
        await store.close()
      },
    }
  },
})
