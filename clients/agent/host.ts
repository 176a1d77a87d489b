import type { ActionContext } from './action.ts'

export type HostHooks = {
  /** The host application yields. Its error fails the message, and the program does not run. */
  onInterrupt?: (context: ActionContext) => unknown
  /** The host application goes on. Always called after `onInterrupt`, however that and the program ended. */
  onResume?: (context: ActionContext) => unknown
}

/** [D3] The host application yields for the first of several at a time, and resumes after the last. */
export function createHost({ onInterrupt, onResume }: HostHooks): {
  during<T>(context: ActionContext, run: () => Promise<T>): Promise<T>
} {
  let inside = 0
  let yielded: Promise<void> = Promise.resolve()
  let resumed: Promise<void> = Promise.resolve()
  return {
    async during(context, run) {
      if (inside++ === 0) {
        const before = resumed
        yielded = before.then(async () => void (await onInterrupt?.(context)))
      }
      try {
        await yielded
        return await run()
      } finally {
        if (--inside === 0) {
          const call = (async () => void (await onResume?.(context)))()
          // The next one waits for it, whether it worked or not.
          resumed = call.catch(() => undefined)
          await call
        }
      }
    },
  }
}
