import type { Draft } from '../../core/command.ts'
import { SottoError } from '../../core/errors.ts'
import { submit } from '../../core/flow/submit.ts'
import type { Binding, Bound, CommandRecord, Messages, SubmitProblem } from '../../core/ports/messages.ts'
import { digest } from '../support/fixture.ts'
import type { Ports } from './world.ts'

/** What somebody submits with an idempotency key: two drafts with the same `tag` are the same body. */
export type KeyedSubmit = {
  key: string
  devices: string[]
  tag: string
  /** Calls of the store until its process dies; what the last one did stays done. */
  calls: number
}

/** What it needs of an interleaving. */
type Steps = {
  readonly ports: Ports
  later(label: string, step: () => Promise<void>): void
  fail(error: unknown): void
  /** On the store and on the model, compared. */
  submitAs(
    submit: { command: CommandRecord; items: { messageId: string; device: string }[] },
    force: boolean,
    binding?: Binding,
  ): Promise<{ problem?: SubmitProblem; bound?: Bound }>
}

/** A key: who submits with it now, and what it may be bound to. */
type Key = { running: number; bodies: Set<string>; isKept: boolean; commandId?: string; answered?: string }

const NEVER = new Error('the process died here')

/**
 * [M11] core/flow/submit.ts with idempotency keys, on the store: each of its calls is a step of the scheduler's, so that
 * repetitions, other bodies and all else come between. What the contract promises its callers is judged here.
 */
export class KeyedSubmits {
  readonly #it: Steps
  readonly #keys = new Map<string, Key>()

  constructor(it: Steps) {
    this.#it = it
  }

  /** Begins; the scheduler brings it to its end. */
  begin(given: KeyedSubmit): void {
    const key = this.#keys.get(given.key) ?? { running: 0, bodies: new Set(), isKept: false }
    this.#keys.set(given.key, key)
    const body = `${given.devices} ${given.tag}`
    key.bodies.add(body)
    key.running++
    // With two at it, what one of them gives back the other may have taken up.
    if (key.running > 1) key.isKept = true
    this.#flow(given, key, body)
  }

  #flow(given: KeyedSubmit, key: Key, body: string): void {
    const { tenant, clock, chance, config, places, devices, messages } = this.#it.ports
    let left = given.calls
    /** What is answered while it is on its way is no promise to this caller. */
    const wasAnswered = key.answered === body
    /** Resolves when the flow has come to its next call, or its end. */
    let movedOn: () => void = () => undefined
    const step = <T>(what: string, run: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        movedOn()
        if (left-- === 0) return reject(NEVER)
        this.#it.later(`${what} of ${given.key}: ${body}`, async () => {
          const next = new Promise<void>((moved) => {
            movedOn = moved
          })
          resolve(await run())
          await next
        })
      })
    const stepped: Messages = {
      ...messages,
      reserve: (...args) => step('reserve', () => messages.reserve(...args)),
      release: (...args) => step('release', () => messages.release(...args)),
      submit: (_, command, items, { force, binding }) =>
        step('submit', async () => {
          const answer = await this.#it.submitAs({ command, items }, force, binding)
          if (!answer.problem && !answer.bound) this.#stored(given.key, key, command.commandId)
          return { kick: 0, ...answer }
        }),
    }
    const world = {
      ...{ config, clock, chance, digest, places, devices, messages: stepped },
      work: { kick: () => undefined },
    }
    const caller = { tenant, application: 'app', keyId: 'key', scopes: [] }
    void submit(world, caller, draftOf(given))
      .then(
        ({ commandId }) => left !== 0 && this.#answered(given.key, key, body, commandId),
        (error) => this.#refused(given.key, key, body, wasAnswered, error),
      )
      .catch((error) => this.#it.fail(error))
      .finally(() => {
        key.running--
        movedOn()
      })
  }

  #stored(name: string, key: Key, commandId: string): void {
    key.isKept = true
    if (key.commandId !== undefined && key.commandId !== commandId)
      throw new Error(`[M11] ${key.commandId} and ${commandId} are stored for the one key ${name}`)
    key.commandId = commandId
  }

  #answered(name: string, key: Key, body: string, commandId: string): void {
    key.answered ??= body
    if (key.answered !== body) throw new Error(`[M11] ${name} stands for ${key.answered}, and took ${body}`)
    if (key.commandId !== commandId) throw new Error(`[M11] ${name} is answered with ${commandId}, which is not stored`)
  }

  #refused(name: string, key: Key, body: string, wasAnswered: boolean, error: unknown): void {
    if (error === NEVER) {
      key.isKept = true
      return
    }
    if (!(error instanceof SottoError)) throw error
    if (error.code !== 'IDEMPOTENCY_CONFLICT') {
      if (wasAnswered) throw new Error(`[M11] ${name} was answered, and its repetition got ${error.code}`)
      if (!key.isKept) this.#keys.delete(name)
    } else if (wasAnswered || key.bodies.size === 1) {
      throw new Error(`[M11] ${name} was refused as another body, and there is none but ${body}`)
    }
  }
}

const draftOf = ({ key, devices, tag }: KeyedSubmit): Draft => ({
  ...{ action: 'lock', params: {}, devices, fleet: undefined, concurrencyKey: '', supersede: false },
  ...{ idempotencyKey: key, tags: [tag] },
  hook: { applications: [], program: '', arguments: [], interrupt: false },
  clocks: { deliverBy: 0, ackBy: 0, lease: 0, completeBy: 0 },
})
