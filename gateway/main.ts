import { openStore } from '../store/open.ts'
import { runRole } from '../store/role.ts'
import { openTraces } from '../store/traces.ts'
import { assertSafeBind } from './api/safe-bind.ts'
import { serveGateway } from './serve.ts'

await runRole({
  name: 'gateway',
  async start(config, log) {
    assertSafeBind(config)
    const traces = await openTraces(config, 'gateway', log)
    const store = { ...(await openStore(config, (what, err) => log.warn({ err }, what))), ...(traces && { traces }) }
    const gateway = await serveGateway(store, store.work.queue, log)
    return {
      facts: gateway.facts,
      async close() {
        await gateway.close()
        await store.close()
        await traces?.close()
      },
    }
  },
})
