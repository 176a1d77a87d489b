import { createHash } from 'node:crypto'
import { Rejected } from './action.ts'
import { type Agent, assembleAgent, type CommonOptions } from './agent.ts'
import { grpcTransport } from './grpc.ts'
import { credentialOf, type Identity } from './identity.ts'
import type { Journal } from './journal.ts'
import { memoryJournal } from './memory-journal.ts'
import { socketIoTransport } from './socketio.ts'
import type { OpenTransport, TransportTls } from './transport.ts'

/** The agent for Node: either wire, hook programs, a journal in a file. A browser takes browser.ts. */
export type AgentOptions = CommonOptions & {
  /** http(s)://host:port for Socket.IO, grpc(s)://host:port for gRPC. */
  server: string
  identity: Identity
  /** `fileJournal({ folder })` wherever an action must not be done twice. Default: one in memory. */
  journal?: Journal
  tls?: TransportTls
}

export function createAgent(options: AgentOptions): Agent {
  return assembleAgent(options, {
    openTransport: transportTo(options.server, options.tls),
    credential: credentialOf(options.identity),
    journal: options.journal ?? memoryJournal(),
    sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    runProgram: async (name) => {
      throw new Rejected('NOT_ALLOWED', `The program "${name}" is not in this agent's allow-list.`)
    },
    resumablePrograms: [],
  })
}

function transportTo(server: string, tls: TransportTls | undefined): OpenTransport {
  const { protocol } = new URL(server)
  if (protocol === 'grpc:' || protocol === 'grpcs:') return grpcTransport(server, tls)
  if (protocol === 'http:' || protocol === 'https:') return socketIoTransport(server, tls)
  throw new Error(`The server "${server}" must begin with http://, https://, grpc:// or grpcs://.`)
}

export { type ActionContext, type Deferral, defer, Failed, type Handler, Rejected, Stopped } from './action.ts'
export type { Agent } from './agent.ts'
export type { ChannelState } from './channel.ts'
export { type FileJournalOptions, fileJournal } from './file-journal.ts'
export type { Identity } from './identity.ts'
export type { Entry, Journal, JournalRecord, Owner } from './journal.ts'
export type { Log } from './log.ts'
export { memoryJournal } from './memory-journal.ts'
