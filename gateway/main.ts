import { openStore } from '../store/open.ts'
import { runRole } from '../store/role.ts'
import { assertSafeBind } from './api/safe-bind.ts'
import { serveGateway } from './serve.ts'

await runRole({
  name: 'gateway',
  async start(config, log) {
    assertSafeBind(config)
    const store = await openStore(config, (what, err) => log.warn({ err }, what))
    const gateway = await serveGateway(store, store.work.queue, log)
    return {
      facts: gateway.facts,
      async close() {
        await gateway.close()
        await store.close()
      },
    }
  },
})
