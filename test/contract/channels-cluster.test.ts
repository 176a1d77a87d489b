import { afterAll, beforeAll } from 'vitest'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { withCluster } from '../support/redis-cluster.ts'
import { channelContract } from './channel-contract.ts'

const cluster = withCluster(3)
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment(cluster.url)
})
afterAll(() => deployment.close())

channelContract('three masters of a cluster', () => deployment)
