// Two devices in a process of their own, one on each wire, for tests that stop it. Arguments: where, credentials.
import { createPrivateKey } from 'node:crypto'
import { dialHostile, openHostile } from '../hostile-device.ts'
import { WIRES } from '../raw-device.ts'

const [where, credentials] = process.argv.slice(2).map((text) => JSON.parse(text))
for (const wire of WIRES) {
  const { privateKey, ...identity } = credentials[wire]
  const device = dialHostile(where, wire)
  await openHostile(device, wire, { ...identity, privateKey: createPrivateKey({ key: privateKey, format: 'jwk' }) })
}
process.stdout.write('open\n')
