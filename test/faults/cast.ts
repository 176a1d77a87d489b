/**
 * Who plays in a run, by name: what a schedule is made of. It is the same for every run of a size, so that a schedule
 * follows from its seed alone.
 */
export type ActorKind = 'redis' | 'gateway' | 'worker' | 'fleet' | 'agent' | 'application' | 'subscriber'
export type Wire = 'socketio' | 'grpc'
/** How a subscriber reads; `slow` is a plain one that takes its time. */
export type Reading = 'plain' | 'named' | 'group' | 'slow'

export type Part =
  | { name: string; kind: 'redis' | 'gateway' | 'worker' | 'application' }
  | { name: string; kind: 'fleet'; wire: Wire; devices: string[] }
  | { name: string; kind: 'agent'; wire: Wire; device: string }
  | { name: string; kind: 'subscriber'; reading: Reading }

/**
 * A way from one part to another that can be disturbed. `server>redis` of each server process; `devices>gateway:http`,
 * `devices>gateway:grpc` and `applications>gateway`, `subscribers>gateway` of each gateway.
 */
export type Way = { name: string; from: string; to: string; port: 'redis' | 'http' | 'grpc' }

export type Cast = { parts: Part[]; ways: Way[] }

export type Size = { gateways: number; workers: number; fleets: number; devicesPerFleet: number; applications: number }
/** What two shared cores bear beside the faults. */
export const FULL: Size = { gateways: 2, workers: 2, fleets: 4, devicesPerFleet: 40, applications: 2 }
/** For a minute within the tests. */
export const SMALL: Size = { gateways: 2, workers: 2, fleets: 2, devicesPerFleet: 30, applications: 1 }
export const SIZES = { full: FULL, small: SMALL }

const LETTERS = 'abcdefgh'
const WIRES: readonly Wire[] = ['socketio', 'grpc']
const GROUP_MEMBERS = 3

export function createCast(size: Size): Cast {
  const named = (stem: string, count: number): string[] =>
    Array.from({ length: count }, (_, i) => `${stem}-${LETTERS[i]}`)
  const gateways = named('gateway', size.gateways)
  const workers = named('worker', size.workers)
  const parts: Part[] = [
    { name: 'redis', kind: 'redis' },
    ...gateways.map((name): Part => ({ name, kind: 'gateway' })),
    ...workers.map((name): Part => ({ name, kind: 'worker' })),
    ...named('fleet', size.fleets).map(
      (name, i): Part => ({
        name,
        kind: 'fleet',
        wire: WIRES[i % WIRES.length]!,
        devices: Array.from({ length: size.devicesPerFleet }, (_, n) => `${name}-${String(n).padStart(3, '0')}`),
      }),
    ),
    ...WIRES.map((wire, i): Part => ({ name: `agent-${LETTERS[i]}`, kind: 'agent', wire, device: `agent-${wire}` })),
    ...named('application', size.applications).map((name): Part => ({ name, kind: 'application' })),
    { name: 'plain', kind: 'subscriber', reading: 'plain' },
    { name: 'named', kind: 'subscriber', reading: 'named' },
    { name: 'slow', kind: 'subscriber', reading: 'slow' },
    ...named('member', GROUP_MEMBERS).map((name): Part => ({ name, kind: 'subscriber', reading: 'group' })),
  ]
  return { parts, ways: waysOf(gateways, workers) }
}

function waysOf(gateways: string[], workers: string[]): Way[] {
  return [
    ...[...gateways, ...workers].map((from): Way => ({ name: `${from}>redis`, from, to: 'redis', port: 'redis' })),
    ...gateways.flatMap((to): Way[] => [
      { name: `devices>${to}:http`, from: 'devices', to, port: 'http' },
      { name: `devices>${to}:grpc`, from: 'devices', to, port: 'grpc' },
      { name: `applications>${to}`, from: 'applications', to, port: 'grpc' },
      { name: `subscribers>${to}`, from: 'subscribers', to, port: 'grpc' },
    ]),
  ]
}

export const partsOf = <Kind extends ActorKind>(cast: Cast, ...kinds: Kind[]): Extract<Part, { kind: Kind }>[] =>
  cast.parts.filter((part): part is Extract<Part, { kind: Kind }> => (kinds as ActorKind[]).includes(part.kind))

export const devicesOf = (cast: Cast): string[] =>
  cast.parts.flatMap((part) => (part.kind === 'fleet' ? part.devices : part.kind === 'agent' ? [part.device] : []))
