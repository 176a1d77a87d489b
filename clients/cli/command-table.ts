import type { Command } from 'commander'
import type { Act } from './call.ts'

/** A command's file: its options and its work. Loaded when it is called, because most of a short call's time is loading. */
export type CommandFile = { define(command: Command, act: Act): void }

type Entry = { summary: string; load: () => Promise<CommandFile> }

export const COMMANDS: Record<string, Entry> = {
  start: { summary: 'run Sotto here: store, gateway and worker', load: () => import('./commands/start.ts') },
  demo: {
    summary: 'start everything with three demo agents and show what happens',
    load: () => import('./commands/demo.ts'),
  },
  send: { summary: 'make devices do something', load: () => import('./commands/send.ts') },
  get: { summary: 'show a message or a command', load: () => import('./commands/get.ts') },
  list: { summary: 'list messages, newest first', load: () => import('./commands/list.ts') },
  watch: { summary: 'follow hook events as they happen', load: () => import('./commands/watch.ts') },
  tail: { summary: 'show the newest hook events, and what comes', load: () => import('./commands/tail.ts') },
  replay: {
    summary: 'show past hook events, or set a subscription back to them',
    load: () => import('./commands/replay.ts'),
  },
  cancel: { summary: 'cancel a message, or what is open of a command', load: () => import('./commands/cancel.ts') },
  explain: { summary: 'say why a message is not finished', load: () => import('./commands/explain.ts') },
  top: { summary: 'watch how it stands, live', load: () => import('./commands/top.ts') },
  queues: {
    summary: 'show, pause and resume the work queue, and what waits for it',
    load: () => import('./commands/queues.ts'),
  },
  audit: { summary: 'show who did what, and who was refused', load: () => import('./commands/audit.ts') },
  devices: { summary: 'list, show and revoke devices', load: () => import('./commands/devices.ts') },
  enroll: { summary: 'make a token that enrols one device', load: () => import('./commands/enroll.ts') },
  keys: { summary: 'make, list and revoke API keys and tenants', load: () => import('./commands/keys.ts') },
  context: { summary: 'keep deployments by name, with their keys', load: () => import('./commands/context.ts') },
  agent: { summary: 'run a device agent from a file', load: () => import('./commands/agent.ts') },
  completion: {
    summary: 'print the completion script of a shell: bash, zsh or fish',
    load: () => import('./commands/completion.ts'),
  },
  doctor: { summary: 'find what is wrong with a set-up', load: () => import('./commands/doctor.ts') },
}
