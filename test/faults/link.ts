import { openProxy, type Target, type TcpProxy } from './proxy/proxy.ts'
import { createRandom } from './random.ts'

export type { Target }

/**
 * One way between two parts (`Way` of cast.ts) as a TCP port of its own: everything that goes this way goes through here,
 * so that it can be disturbed here. `target` can be changed, e.g. by a failover; connections that stand stay.
 */
export type Link = TcpProxy & { readonly name: string }

export async function openLink(name: string, target: Target): Promise<Link> {
  return Object.assign(await openProxy(target, createRandom(name).unit), { name })
}
