import { Rejected } from './action.ts'
import { type Agent, assembleAgent, type CommonOptions } from './agent.ts'
import type { Credential } from './hello.ts'
import type { Journal } from './journal.ts'
import { memoryJournal } from './memory-journal.ts'
import { socketIoTransport } from './socketio.ts'
import { toBase64, utf8 } from './text.ts'

/**
 * The agent for a browser: Socket.IO only, no programs, and no Node built-in in anything it imports. It needs WebCrypto
 * with Ed25519, which is there in a secure context (https, or localhost).
 */
export type BrowserAgentOptions = CommonOptions & {
  /** http(s)://host:port */
  server: string
  identity: Omit<Credential, 'sign'> & { privateKey: BrowserKey }
  /** One over IndexedDB, wherever an action must not be done twice after a reload. Default: one in memory. */
  journal?: Journal
}

export type BrowserKey = Parameters<typeof crypto.subtle.sign>[1]

export function createAgent(options: BrowserAgentOptions): Agent {
  const { privateKey, ...who } = options.identity
  return assembleAgent(options, {
    openTransport: socketIoTransport(options.server),
    credential: {
      ...who,
      sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, Uint8Array.from(bytes))),
    },
    journal: options.journal ?? memoryJournal(),
    sha256: async (text) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(utf8(text))))),
    runProgram: async (name) => {
      throw new Rejected('NOT_ALLOWED', `A browser runs no programs, so "${name}" neither.`)
    },
    resumablePrograms: [],
  })
}

/** Store the private key (IndexedDB takes it as it is; it can not be read out) before `enroll` spends the token. */
export async function makeKey(): Promise<{ privateKey: BrowserKey; publicKey: string }> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('This browser makes no Ed25519 keys.')
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  return { privateKey: pair.privateKey, publicKey: toBase64(new Uint8Array(raw)) }
}

export type BrowserEnrollOptions = {
  server: string
  token: string
  publicKey: string
  deviceId?: string
  labels?: Record<string, string>
}

/** Called again with the same token and key, it gives the same answer. */
export async function enroll({ server, ...body }: BrowserEnrollOptions): Promise<Omit<Credential, 'sign'>> {
  const response = await fetch(new URL('/sotto.v1.DeviceService/Enroll', server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Partial<Omit<Credential, 'sign'>> & { message?: string }
  const { tenant, deviceId, epoch, message } = answer
  if (!response.ok || !tenant || !deviceId || !epoch)
    throw new Error(message ?? `The server answered ${response.status}.`)
  return { tenant, deviceId, epoch }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export { type ActionContext, type Deferral, defer, Failed, type Handler, Rejected, Stopped } from './action.ts'
export type { Agent } from './agent.ts'
export type { ChannelState } from './channel.ts'
export { apply, type Entry, type Journal, type JournalRecord, type Owner } from './journal.ts'
export { memoryJournal } from './memory-journal.ts'
