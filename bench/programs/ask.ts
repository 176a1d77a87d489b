import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** One of the bench's own processes: asked by name, it answers; what it tells by itself goes to `told`. */
export type Program = {
  readonly pid: number
  ask<Answer>(what: string, input?: unknown): Promise<Answer>
  stop(): Promise<void>
}

type Question = { id: number; what: string; input: unknown }
type Reply = { id: number; answer?: unknown; error?: string } | { told: unknown }

const STOP_TIMEOUT_MS = 10_000

/** @param script the program's TypeScript */
export function startProgram(script: URL, told: (word: unknown) => void = () => undefined): Program {
  const path = fileURLToPath(script)
  const child = fork(path, [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let last = 0
  child.on('message', (reply: Reply) => {
    if ('told' in reply) return told(reply.told)
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) asked?.resolve(reply.answer)
    else asked?.reject(new Error(`${path}: ${reply.error}`))
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      for (const { reject } of waiting.values()) reject(new Error(`${path} ended with ${signal ?? code}`))
      waiting.clear()
      resolve()
    })
  })
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(what: string, input?: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
        child.send({ id, what, input } satisfies Question, (error) => error && reject(error))
      }),
    stop: () => stop(child, ended),
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}

/** The other side: answers questions until the bench is gone. */
export function answerQuestions(handlers: Record<string, (input: never) => unknown>): void {
  process.on('message', ({ id, what, input }: Question) => {
    void (async () => await handlers[what]?.(input as never))().then(
      (answer) => process.send?.({ id, answer } satisfies Reply),
      (error: Error) => process.send?.({ id, error: error.stack ?? error.message } satisfies Reply),
    )
  })
  process.once('disconnect', () => process.exit(0))
}

export function tell(word: unknown): void {
  process.send?.({ told: word } satisfies Reply)
}
