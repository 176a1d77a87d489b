/** A promise and its two ends; Node 20 has no Promise.withResolvers. Nobody has to handle its rejection. */
export type Deferred = { promise: Promise<void>; resolve(): void; reject(error: Error): void }

export function deferred(): Deferred {
  let resolve: () => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  // Who waits for it hears of its failure; where nobody does, it must not end the process.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
