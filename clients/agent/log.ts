/** What pino and console offer alike. Contents and keys are never logged. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, sentence: string) => void>

const nothing = () => undefined
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
