import { hash } from 'node:crypto'
import { type Agent, assembleAgent, type CommonOptions } from './agent.ts'
import { grpcTransport } from './grpc.ts'
import { credentialOf, type Identity } from './identity.ts'
import type { Journal } from './journal.ts'
import { memoryJournal } from './memory-journal.ts'
import { createPrograms, type Program } from './program.ts'
import { socketIoTransport } from './socketio.ts'
import type { OpenTransport, TransportTls } from './transport.ts'

/** The agent for Node: either wire, hook programs, a journal in a file. A browser takes browser.ts. */
export type AgentOptions = CommonOptions & {
  /** http(s)://host:port for Socket.IO, grpc(s)://host:port for gRPC. */
  server: string
  /** Of `enroll` or `loadIdentity`. */
  identity: Identity
  /** `fileJournal({ folder })` wherever an action must not be done twice. Default: one in memory. */
  journal?: Journal
  /** The programs that a message's hook may name; no others are ever started for a hook. */
  programs?: Record<string, Program>
  tls?: TransportTls
}

export function createAgent(options: AgentOptions): Agent {
  const { server, identity, journal = memoryJournal(), programs = {}, tls } = options
  return assembleAgent(options, {
    openTransport: transportTo(server, tls),
    credential: credentialOf(identity),
    journal,
    sha256: (text) => hash('sha256', text),
    runProgram: createPrograms(programs),
    resumablePrograms: Object.keys(programs).filter((name) => programs[name]?.resumable),
  })
}

function transportTo(server: string, tls: TransportTls | undefined): OpenTransport {
  const { protocol } = new URL(server)
  if (protocol === 'grpc:' || protocol === 'grpcs:') return grpcTransport(server, tls)
  if (protocol === 'http:' || protocol === 'https:') return socketIoTransport(server, tls)
  throw new Error(`The server "${server}" must begin with http://, https://, grpc:// or grpcs://.`)
}
