import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto } from '../../clients/sdk/index.ts'
import { partitionOfDevice } from '../../core/ids.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { enrollDevice } from '../support/raw-device.ts'
import { withCluster } from '../support/redis-cluster.ts'
import { channelContract } from './channel-contract.ts'

/** With these names each of the four partitions has devices. */
const DEVICES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `spread-${letter}`)
const RECOVERY_MS = 15_000

const cluster = withCluster(3)
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment(cluster.url)
})
afterAll(() => deployment.close())

channelContract('three masters of a cluster', () => deployment)

describe('on three masters of a cluster', () => {
  const readiness = async (): Promise<number> => (await fetch(`${deployment.http}/readyz`)).status
  const submit = (): Promise<unknown> =>
    callHttp(deployment, 'CommandService/Submit', { action: 'lock', devices: DEVICES })

  it('[B6] the canary comes through queue, worker, log and reader', async () => {
    await eventually(readiness, (status) => status === 200)
  })

  it('[A2] [M1] one master has lost its replicas: what goes there is refused with the clear error, until they are back', async () => {
    for (const device of DEVICES) await enrollDevice(deployment, device)
    const { host, port } = cluster.nodes[0]!
    const admin = cluster.connect({ redisOptions: { lazyConnect: true } })
    const one = await eventually(
      () => admin.nodes('master').find((node) => node.options.port === port && node.options.host === host),
      (node) => node !== undefined,
    )
    await one?.config('SET', 'min-replicas-to-write', '1')
    const refused = await submit().catch((error) => error)
    await one?.config('SET', 'min-replicas-to-write', '0')
    expect(refused).toMatchObject({ status: 503, answer: { reason: 'STORE_UNAVAILABLE' } })
    await submit()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
  })

  it('[H1] [H2] one stream brings the events of all partitions, each in order; also after a master was killed', async () => {
    for (const device of DEVICES) await enrollDevice(deployment, device)
    expect(new Set(DEVICES.map((device) => partitionOfDevice(device, 4))).size).toBe(4)
    const sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey })
    const watch = sotto.watch({ filter: { devices: DEVICES }, heartbeatMs: 1_000 })
    const heard: { device: string; partition: number; sequence: number }[] = []
    const gaps: string[] = []
    const listening = (async () => {
      for await (const batch of watch.batches()) {
        if (batch.type === 'gap') gaps.push(batch.reason)
        else
          for (const { deviceId, partition, sequence } of batch.events)
            heard.push({ device: deviceId, partition, sequence })
      }
    })()
    await watch.opened()
    await submit()
    await eventually(
      () => heard.length,
      (count) => count === DEVICES.length,
    )

    await cluster.nodes[1]?.kill9()
    const refused = await submit().catch((error: { answer: { reason: string } }) => error.answer.reason)
    expect(refused).toBe('STORE_UNAVAILABLE')
    await cluster.nodes[1]?.restart()
    await eventually(
      () =>
        submit().then(
          () => true,
          () => false,
        ),
      Boolean,
      RECOVERY_MS,
    )
    await eventually(
      () => heard.length,
      (count) => count >= 2 * DEVICES.length,
      RECOVERY_MS,
    )
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
    expect(gaps).toEqual([])
    for (const partition of [0, 1, 2, 3]) {
      const sequences = heard.filter((event) => event.partition === partition).map((event) => event.sequence)
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
    }
    await watch.close()
    await listening
    sotto.close()
  })

  it('[B1] operators find, see and act there too', async () => {
    const call = (method: string, body: object) =>
      callHttp(deployment, method, body) as Promise<Record<string, unknown>>
    const { commandId } = (await submit()) as { commandId: string }
    const found = await call('SearchService/SearchMessages', { filter: { id: commandId } })
    expect(found.messages).toHaveLength(DEVICES.length)
    expect(await call('SearchService/CountMessages', { filter: { statuses: ['STATUS_QUEUED'] } })).not.toEqual({
      count: 0,
    })
    const { messageId } = (found.messages as { messageId: string }[])[0]!
    const { events } = await call('SearchService/GetTimeline', { messageId })
    expect(events).toHaveLength(1)
    await eventually(
      async () => (await call('ObserveService/GetOverview', {})).overview as { sampledAt: string; devices: number },
      ({ sampledAt, devices }) => sampledAt !== '0' && devices >= DEVICES.length,
    )
    const filter = { id: commandId }
    const { operation } = await call('OperateService/StartOperation', { kind: 'OPERATION_KIND_CANCEL', filter })
    const { operationId } = operation as { operationId: string }
    await eventually(
      async () =>
        (await call('OperateService/GetOperation', { operationId })).operation as { state: string; done: number },
      ({ state, done }) => state === 'OPERATION_STATE_DONE' && done === DEVICES.length,
    )
  })
})
