import { afterAll, beforeAll } from 'vitest'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { withRedis } from '../support/redis.ts'
import { channelContract } from './channel-contract.ts'

const redis = withRedis()
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment(redis.url)
})
afterAll(() => deployment.close())

channelContract('one server', () => deployment)
