import type { Logger } from 'pino'

/** Made by the composition root (store/log.ts); bind identifiers: `log.child({ messageId, sessionId })`. */
export type Log = Logger
