// The life of a deployment with everything in it, in a process of its own that nobody ends: when all is closed, nothing may
// keep it. Prints the store's process first, and last what is still held.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSotto } from '../../../clients/sdk/index.ts'
import { startEmbeddedRedis } from '../../../store/redis/embedded.ts'
import { callHttp } from '../call-http.ts'
import { startDeployment } from '../deployment.ts'
import { enrollDevice, openRaw, WIRES } from '../raw-device.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'sotto-life-'))
const redis = await startEmbeddedRedis({ dataFolder, durability: 'everysec' })
process.stdout.write(`${redis.pid}\n`)
const deployment = await startDeployment(`unix://${redis.socketPath}`)

const sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey })
const watch = sotto.watch()
const listening = (async () => {
  for await (const _event of watch);
})()
await watch.opened()
for (const wire of WIRES) {
  const identity = await enrollDevice(deployment, `device-${wire}`)
  const device = await openRaw(deployment, wire, identity)
  await callHttp(deployment, 'CommandService/Submit', { action: 'lock', devices: [identity.deviceId] })
  await device.next('deliver')
}
await fetch(`${deployment.http}/metrics`)

// Devices, a subscriber and a message without a receipt are still there: it ends all the same.
await deployment.close()
sotto.close()
await listening
await redis.stop()
rmSync(dataFolder, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(process.getActiveResourcesInfo())}\n`)
