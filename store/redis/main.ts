import { runRole } from '../role.ts'
import { startEmbeddedRedis } from './embedded.ts'

await runRole({
  name: 'redis',
  async start(config) {
    const durability = config.durability as 'always' | 'everysec'
    const server = await startEmbeddedRedis({ dataFolder: config.dataFolder, durability })
    return {
      facts: { url: `unix://${server.socketPath}`, serverPid: server.pid },
      close: () => server.stop(),
      failed: server.exited.then((code) => `failed: the server ended with ${code}`),
    }
  },
})
